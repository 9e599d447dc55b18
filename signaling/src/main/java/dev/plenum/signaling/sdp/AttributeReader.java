package dev.plenum.signaling.sdp;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Reads what follows {@code a=}. What browsers write of codecs and header extensions is the same at
 * every m-line and in every offer, and is parsed once. Safe for use by any thread.
 */
final class AttributeReader {

  /**
   * Peers decide what is kept, so it is bounded: some browsers' lines, several times over. A power
   * of two.
   */
  private static final int PLACES = 4096;

  private static final int MOST_KNOWN_CHARACTERS = 256;

  /** By the hash of the text; the latest of two with the same place stays. */
  private static final AtomicReferenceArray<@Nullable Known> KNOWN =
      new AtomicReferenceArray<>(PLACES);

  private record Known(String text, Attribute attribute) {}

  private AttributeReader() {}

  /** The attribute that this part of a text was parsed to before, if that is still known. */
  static @Nullable Attribute known(String text, int from, int to) {
    Known known = KNOWN.get(place(text, from, to));
    return known != null && known.text.length() == to - from && text.startsWith(known.text, from)
        ? known.attribute
        : null;
  }

  /** Parses what is not known. */
  static Attribute read(String text, int line) {
    Attribute attribute = parse(text, line);
    if (text.length() <= MOST_KNOWN_CHARACTERS && isSameForMany(attribute)) {
      KNOWN.set(place(text, 0, text.length()), new Known(text, attribute));
    }
    return attribute;
  }

  private static int place(String text, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return (hash ^ hash >>> 16) & PLACES - 1;
  }

  private static boolean isSameForMany(Attribute attribute) {
    return switch (attribute) {
      case ExtMap _, Fmtp _, RtcpFeedback _, RtpMap _ -> true;
      default -> false;
    };
  }

  private static Attribute parse(String text, int line) {
    int colon = text.indexOf(':');
    String key = colon < 0 ? text : text.substring(0, colon);
    String value = colon < 0 ? "" : text.substring(colon + 1);
    return switch (key) {
      case "sendrecv" -> Direction.SENDRECV;
      case "sendonly" -> Direction.SENDONLY;
      case "recvonly" -> Direction.RECVONLY;
      case "inactive" -> Direction.INACTIVE;
      case "setup" -> setup(value, line);
      case Candidate.KEY -> Candidate.parse(value, line);
      case ExtMap.KEY -> ExtMap.parse(value, line);
      case Fingerprint.KEY -> Fingerprint.parse(value, line);
      case Fmtp.KEY -> Fmtp.parse(value, line);
      case Group.KEY -> Group.parse(value, line);
      case Rid.KEY -> Rid.parse(value, line);
      case RtcpFeedback.KEY -> RtcpFeedback.parse(value, line);
      case RtpMap.KEY -> RtpMap.parse(value, line);
      case Simulcast.KEY -> Simulcast.parse(value, line);
      case Ssrc.KEY -> Ssrc.parse(value, line);
      case SsrcGroup.KEY -> SsrcGroup.parse(value, line);
      default -> new PlainAttribute(key, value);
    };
  }

  private static Setup setup(String value, int line) {
    return switch (value) {
      case "actpass" -> Setup.ACTPASS;
      case "active" -> Setup.ACTIVE;
      case "passive" -> Setup.PASSIVE;
      case "holdconn" -> Setup.HOLDCONN;
      default ->
          throw new SdpException(
              line, "this setup role is unknown", "Write the line as a=setup:actpass.");
    };
  }
}
