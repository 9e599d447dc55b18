package dev.plenum.signaling.sdp;

/**
 * Who wrote a description (RFC 8866 section 5.2).
 *
 * @param sessionId an unsigned 64-bit number that stays for the session
 * @param version grows by one with every description of the session; unsigned
 * @param address network type, address type and address, such as {@code IN IP4 127.0.0.1}
 */
public record Origin(String username, long sessionId, long version, String address) {

  static Origin parse(String value, int line) {
    var tokens =
        new LineTokens(
            value, line, "o=<user> <session id> <version> <nettype> <addrtype> <address>");
    String username = tokens.next();
    long sessionId = tokens.nextUnsignedLong();
    long version = tokens.nextUnsignedLong();
    String address = String.join(" ", tokens.next(), tokens.next(), tokens.next());
    return new Origin(username, sessionId, version, address);
  }

  /** Of the session's next description. */
  public Origin next() {
    return new Origin(username, sessionId, version + 1, address);
  }

  String value() {
    return String.join(
        " ", username, Long.toUnsignedString(sessionId), Long.toUnsignedString(version), address);
  }
}
