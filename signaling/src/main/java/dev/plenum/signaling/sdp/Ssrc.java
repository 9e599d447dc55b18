package dev.plenum.signaling.sdp;

/**
 * Something said of an RTP stream that an m-line sends (RFC 5576 section 4.1).
 *
 * @param ssrc an unsigned 32-bit number
 * @param property such as {@code cname:…}, possibly empty
 */
public record Ssrc(int ssrc, String property) implements Attribute {

  static final String KEY = "ssrc";

  static Ssrc parse(String value, int line) {
    var tokens = new LineTokens(value, line, "a=ssrc:<ssrc> <attribute>:<value>");
    return new Ssrc(tokens.nextUnsigned(), tokens.rest());
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public String value() {
    String number = Integer.toUnsignedString(ssrc);
    return property.isEmpty() ? number : number + " " + property;
  }
}
