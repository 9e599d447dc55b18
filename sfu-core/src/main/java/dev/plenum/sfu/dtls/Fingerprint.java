package dev.plenum.sfu.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The hash of a certificate, as SDP's fingerprint attribute gives it.
 *
 * <p>Source: RFC 8122 §5.
 *
 * @param algorithm in lower case, such as {@code sha-256}
 * @param value upper-case bytes with colons between them
 */
public record Fingerprint(String algorithm, String value) {
  private static final Map<String, String> DIGESTS =
      Map.of(
          "sha-1", "SHA-1",
          "sha-224", "SHA-224",
          "sha-256", "SHA-256",
          "sha-384", "SHA-384",
          "sha-512", "SHA-512");

  private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

  /**
   * @throws IllegalArgumentException if the algorithm is not one of RFC 8122's that are still safe
   *     enough, or the value is not of its length
   */
  public Fingerprint {
    algorithm = algorithm.toLowerCase(Locale.ROOT);
    value = value.toUpperCase(Locale.ROOT);
    if (!DIGESTS.containsKey(algorithm)) {
      throw new IllegalArgumentException("no such fingerprint algorithm");
    }
    if (COLONS.parseHex(value).length != digest(algorithm).getDigestLength()) {
      throw new IllegalArgumentException("a fingerprint of a wrong length");
    }
  }

  /** Reads an SDP attribute value such as {@code sha-256 AB:CD:…}; empty if it is not one. */
  public static Optional<Fingerprint> parse(String attribute) {
    int space = attribute.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Fingerprint(attribute.substring(0, space), attribute.substring(space + 1).strip()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The fingerprint of a DER-encoded certificate. */
  public static Fingerprint of(String algorithm, byte[] certificate) {
    return new Fingerprint(algorithm, COLONS.formatHex(digest(algorithm).digest(certificate)));
  }

  /** Whether this is the fingerprint of that DER-encoded certificate. */
  public boolean matches(byte[] certificate) {
    return MessageDigest.isEqual(COLONS.parseHex(value), digest(algorithm).digest(certificate));
  }

  /** The SDP attribute value. */
  @Override
  public String toString() {
    return algorithm + " " + value;
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(DIGESTS.getOrDefault(algorithm, algorithm));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("no such fingerprint algorithm", e);
    }
  }
}
