package dev.plenum.signaling.sdp;

/**
 * An address where a peer may be reached (RFC 8839 section 5.1).
 *
 * @param component 1 for RTP, and for everything where RTCP is multiplexed
 * @param transport {@code udp} or {@code tcp}, as written
 * @param priority an unsigned 32-bit number (RFC 8445 section 5.1.2)
 * @param address an IP literal or a host name
 * @param type such as {@code host}
 * @param extensions what follows the type, such as {@code tcptype passive}; mostly nothing
 */
public record Candidate(
    String foundation,
    int component,
    String transport,
    long priority,
    String address,
    int port,
    String type,
    String extensions)
    implements Attribute {

  static final String KEY = "candidate";
  private static final int MAX_COMPONENT = 256;
  private static final int MAX_PORT = 65_535;

  static Candidate parse(String value, int line) {
    var tokens =
        new LineTokens(
            value,
            line,
            "a=candidate:<foundation> <component> <transport> <priority> <address> <port> typ <type>");
    String foundation = tokens.next();
    int component = tokens.nextInt(1, MAX_COMPONENT);
    String transport = tokens.next();
    long priority = Integer.toUnsignedLong(tokens.nextUnsigned());
    String address = tokens.next();
    int port = tokens.nextInt(0, MAX_PORT);
    if (!tokens.next().equals("typ")) {
      throw tokens.broken("the word typ is missing");
    }
    return new Candidate(
        foundation, component, transport, priority, address, port, tokens.next(), tokens.rest());
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public String value() {
    String value =
        String.join(
            " ",
            foundation,
            Integer.toString(component),
            transport,
            Long.toString(priority),
            address,
            Integer.toString(port),
            "typ",
            type);
    return extensions.isEmpty() ? value : value + " " + extensions;
  }
}
