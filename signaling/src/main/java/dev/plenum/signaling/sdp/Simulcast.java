package dev.plenum.signaling.sdp;

import java.util.ArrayList;
import java.util.List;

/**
 * The streams that an m-line carries at once (RFC 8853). Each stream is a list of alternative
 * restriction ids, the first preferred.
 */
public record Simulcast(List<List<String>> send, List<List<String>> receive) implements Attribute {

  static final String KEY = "simulcast";

  /** Marks a stream that is offered paused. */
  private static final String PAUSED = "~";

  public Simulcast {
    send = send.stream().map(List::copyOf).toList();
    receive = receive.stream().map(List::copyOf).toList();
  }

  static Simulcast parse(String value, int line) {
    var tokens = new LineTokens(value, line, "a=simulcast:send <rid>;<rid>;<rid>");
    List<List<String>> send = List.of();
    List<List<String>> receive = List.of();
    do {
      switch (tokens.next()) {
        case "send" -> send = streams(tokens);
        case "recv" -> receive = streams(tokens);
        default -> throw tokens.broken("the direction is neither send nor recv");
      }
    } while (tokens.hasMore());
    return new Simulcast(send, receive);
  }

  private static List<List<String>> streams(LineTokens tokens) {
    var streams = new ArrayList<List<String>>();
    for (String stream : tokens.next().split(";", -1)) {
      var alternatives = new ArrayList<String>();
      for (String rid : stream.split(",", -1)) {
        alternatives.add(rid.startsWith(PAUSED) ? rid.substring(1) : rid);
      }
      streams.add(alternatives);
    }
    return streams;
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public String value() {
    var parts = new ArrayList<String>();
    if (!send.isEmpty()) {
      parts.add("send " + joined(send));
    }
    if (!receive.isEmpty()) {
      parts.add("recv " + joined(receive));
    }
    return String.join(" ", parts);
  }

  private static String joined(List<List<String>> streams) {
    return String.join(";", streams.stream().map(rids -> String.join(",", rids)).toList());
  }
}
