package dev.plenum.signaling.sdp;

/**
 * The id by which packets carry a header extension (RFC 8285 section 8).
 *
 * @param direction {@link Direction#SENDRECV} where none is written
 * @param parameters what follows the URI, mostly nothing
 */
public record ExtMap(int id, Direction direction, String uri, String parameters)
    implements Attribute {

  static final String KEY = "extmap";

  /** The largest id of a two-byte header. */
  public static final int MAX_ID = 255;

  /**
   * Ids from 4096 on stand for "any" in an offer (RFC 8285 section 8); they are never used here.
   */
  private static final int MAX_WRITTEN_ID = 4351;

  public ExtMap(int id, String uri) {
    this(id, Direction.SENDRECV, uri, "");
  }

  static ExtMap parse(String value, int line) {
    var tokens = new LineTokens(value, line, "a=extmap:<id> <URI>");
    String[] idAndDirection = tokens.next().split("/", 2);
    int id = tokens.integer(idAndDirection[0], 1, MAX_WRITTEN_ID);
    Direction direction =
        idAndDirection.length == 1 ? Direction.SENDRECV : direction(idAndDirection[1], tokens);
    return new ExtMap(id, direction, tokens.next(), tokens.rest());
  }

  private static Direction direction(String token, LineTokens tokens) {
    return switch (token) {
      case "sendrecv" -> Direction.SENDRECV;
      case "sendonly" -> Direction.SENDONLY;
      case "recvonly" -> Direction.RECVONLY;
      case "inactive" -> Direction.INACTIVE;
      default ->
          throw tokens.broken("the direction is none of sendrecv, sendonly, recvonly, inactive");
    };
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public String value() {
    String numbered = direction == Direction.SENDRECV ? id + " " : id + "/" + direction.key() + " ";
    return parameters.isEmpty() ? numbered + uri : numbered + uri + " " + parameters;
  }
}
