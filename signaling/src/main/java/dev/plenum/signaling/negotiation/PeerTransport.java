package dev.plenum.signaling.negotiation;

import dev.plenum.sfu.control.IceParameters;
import dev.plenum.signaling.sdp.Fingerprint;
import dev.plenum.signaling.sdp.MediaSection;
import dev.plenum.signaling.sdp.SdpException;
import dev.plenum.signaling.sdp.SessionDescription;
import dev.plenum.signaling.sdp.Setup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How a peer secures its side of the bundle.
 *
 * @param fingerprints those of hashes that are still trusted, as SDP attribute values
 */
record PeerTransport(IceParameters ice, List<String> fingerprints) {

  /** RFC 8839 section 5.4. */
  private static final Pattern UFRAG = Pattern.compile("[A-Za-z0-9+/]{4,256}");

  private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9+/]{22,256}");

  /** Bytes of each trusted hash's digest (RFC 8122 section 5). */
  private static final Map<String, Integer> HASH_BYTES =
      Map.of("sha-256", 32, "sha-384", 48, "sha-512", 64);

  private static final Pattern DIGEST = Pattern.compile("[0-9A-F]{2}(:[0-9A-F]{2})*");

  static PeerTransport of(Offer offer) {
    SessionDescription description = offer.description();
    MediaSection tagged = offer.tagged();
    checkSetup(description.first(tagged, Setup.class).orElse(Setup.ACTPASS));
    return new PeerTransport(
        ice(key -> description.value(tagged, key)), fingerprints(description, tagged));
  }

  /** A lite agent awaits checks, so it awaits the handshake too: {@code setup:passive}. */
  private static void checkSetup(Setup setup) {
    if (setup != Setup.ACTPASS && setup != Setup.ACTIVE) {
      throw new SdpException(
          "the offer has " + setup.key() + ":" + setup.value(),
          "Offer a=setup:actpass or a=setup:active: the server awaits the DTLS handshake.");
    }
  }

  /**
   * @param attribute finds the value of an attribute by its key
   */
  static IceParameters ice(Function<String, Optional<String>> attribute) {
    return new IceParameters(
        credential(attribute, "ice-ufrag", UFRAG, "4 to 256"),
        credential(attribute, "ice-pwd", PASSWORD, "22 to 256"));
  }

  private static String credential(
      Function<String, Optional<String>> attribute, String key, Pattern form, String lengths) {
    return attribute
        .apply(key)
        .filter(value -> form.matcher(value).matches())
        .orElseThrow(
            () ->
                new SdpException(
                    "the first bundled m-line has no usable a=" + key,
                    "Give it " + lengths + " letters, digits, + or /."));
  }

  private static List<String> fingerprints(SessionDescription description, MediaSection tagged) {
    List<Fingerprint> own = tagged.attributes().all(Fingerprint.class);
    List<Fingerprint> offered =
        own.isEmpty() ? description.attributes().all(Fingerprint.class) : own;
    List<String> trusted =
        offered.stream().filter(PeerTransport::isTrusted).map(Fingerprint::value).toList();
    if (trusted.isEmpty()) {
      throw new SdpException(
          "the first bundled m-line has no usable certificate fingerprint",
          "Offer a=fingerprint with sha-256, sha-384 or sha-512.");
    }
    return trusted;
  }

  private static boolean isTrusted(Fingerprint fingerprint) {
    Integer bytes = HASH_BYTES.get(fingerprint.hash());
    return bytes != null
        && fingerprint.digest().length() == 3 * bytes - 1
        && DIGEST.matcher(fingerprint.digest()).matches();
  }
}
