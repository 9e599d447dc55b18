package dev.plenum.signaling.sdp;

/** Reads one line's space-separated tokens, and says which line is broken and how. */
final class LineTokens {

  private final String text;
  private final int line;
  private final String syntax;
  private int at;

  /**
   * @param syntax how the whole line should look, told to the peer where it does not
   */
  LineTokens(String text, int line, String syntax) {
    this.text = text;
    this.line = line;
    this.syntax = syntax;
  }

  boolean hasMore() {
    skipSpaces();
    return at < text.length();
  }

  /** The next token, which must be there. */
  String next() {
    return upTo(' ');
  }

  /** What stands before the next {@code delimiter}, or before the end. */
  String upTo(char delimiter) {
    skipSpaces();
    int end = text.indexOf(delimiter, at);
    String token = text.substring(at, end < 0 ? text.length() : end);
    if (token.isEmpty()) {
      throw broken("something is missing");
    }
    at = end < 0 ? text.length() : end + 1;
    return token;
  }

  /** All that is left, possibly nothing. */
  String rest() {
    skipSpaces();
    String rest = text.substring(at);
    at = text.length();
    return rest;
  }

  int nextInt(int min, int max) {
    return integer(next(), min, max);
  }

  int integer(String token, int min, int max) {
    try {
      int value = Integer.parseInt(token);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw broken("'" + shortened(token) + "' is not a number");
    }
    throw broken(token + " is not between " + min + " and " + max);
  }

  /** A 32-bit number such as an SSRC. */
  int nextUnsigned() {
    String token = next();
    try {
      return Integer.parseUnsignedInt(token);
    } catch (NumberFormatException e) {
      throw broken("'" + shortened(token) + "' is not a 32-bit number");
    }
  }

  /** A 64-bit number such as a session id. */
  long nextUnsignedLong() {
    String token = next();
    try {
      return Long.parseUnsignedLong(token);
    } catch (NumberFormatException e) {
      throw broken("'" + shortened(token) + "' is not a 64-bit number");
    }
  }

  SdpException broken(String problem) {
    return new SdpException(line, problem, "Write the line as " + syntax + ".");
  }

  private void skipSpaces() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private static String shortened(String token) {
    return token.length() <= 32 ? token : token.substring(0, 32) + "…";
  }
}
