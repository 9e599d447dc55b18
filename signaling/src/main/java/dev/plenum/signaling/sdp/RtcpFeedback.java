package dev.plenum.signaling.sdp;

/**
 * A kind of RTCP feedback that may be used (RFC 4585 section 4.2).
 *
 * @param payloadType {@link #ANY} for {@code *}
 * @param feedback such as {@code nack pli}
 */
public record RtcpFeedback(int payloadType, String feedback) implements Attribute {

  static final String KEY = "rtcp-fb";

  /** Every payload type of the m-line. */
  public static final int ANY = -1;

  static RtcpFeedback parse(String value, int line) {
    var tokens = new LineTokens(value, line, "a=rtcp-fb:<payload type or *> <feedback>");
    String payloadType = tokens.next();
    return new RtcpFeedback(
        payloadType.equals("*")
            ? ANY
            : tokens.integer(payloadType, 0, MediaSection.MAX_PAYLOAD_TYPE),
        tokens.rest());
  }

  public boolean appliesTo(int payloadType) {
    return this.payloadType == ANY || this.payloadType == payloadType;
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public String value() {
    return (payloadType == ANY ? "*" : Integer.toString(payloadType)) + " " + feedback;
  }
}
