package dev.plenum.signaling.sdp;

/** One {@code a=} line. Attributes with inner structure have a record of their own. */
public sealed interface Attribute
    permits Candidate,
        Direction,
        ExtMap,
        Fingerprint,
        Fmtp,
        Group,
        PlainAttribute,
        Rid,
        RtcpFeedback,
        RtpMap,
        Setup,
        Simulcast,
        Ssrc,
        SsrcGroup {

  /** What stands before the colon. */
  String key();

  /** What stands behind the colon, empty for a flag. */
  String value();
}
