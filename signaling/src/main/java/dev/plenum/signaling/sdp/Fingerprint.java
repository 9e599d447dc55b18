package dev.plenum.signaling.sdp;

import java.util.Locale;

/**
 * A certificate's digest (RFC 8122 section 5).
 *
 * @param hash such as {@code sha-256}, in lower case
 * @param digest hexadecimal pairs separated by colons, in upper case
 */
public record Fingerprint(String hash, String digest) implements Attribute {

  static final String KEY = "fingerprint";

  /** Reads an attribute value such as {@code sha-256 AB:CD:…}. */
  public static Fingerprint of(String value) {
    return parse(value, SdpException.WHOLE_DESCRIPTION);
  }

  static Fingerprint parse(String value, int line) {
    var tokens = new LineTokens(value, line, "a=fingerprint:sha-256 <AB:CD:…>");
    return new Fingerprint(
        tokens.next().toLowerCase(Locale.ROOT), tokens.next().toUpperCase(Locale.ROOT));
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public String value() {
    return hash + " " + digest;
  }
}
