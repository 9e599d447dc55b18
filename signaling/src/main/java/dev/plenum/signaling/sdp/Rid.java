package dev.plenum.signaling.sdp;

/**
 * A restriction id: one RTP stream of an m-line (RFC 8851).
 *
 * @param sends true where the writer of this line sends the stream, false where it receives it
 * @param restrictions such as {@code max-width=1280;max-fps=30}, mostly nothing
 */
public record Rid(String id, boolean sends, String restrictions) implements Attribute {

  static final String KEY = "rid";

  static Rid parse(String value, int line) {
    var tokens = new LineTokens(value, line, "a=rid:<id> send");
    String id = tokens.next();
    boolean sends =
        switch (tokens.next()) {
          case "send" -> true;
          case "recv" -> false;
          default -> throw tokens.broken("the direction is neither send nor recv");
        };
    return new Rid(id, sends, tokens.rest());
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public String value() {
    String directed = id + (sends ? " send" : " recv");
    return restrictions.isEmpty() ? directed : directed + " " + restrictions;
  }
}
