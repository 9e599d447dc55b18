package dev.plenum.server;

import dev.plenum.sfu.control.IceCandidate;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the server says of itself once it serves. */
final class Banner {

  private Banner() {}

  static String of(Configuration configuration, Node node) {
    StringBuilder text = new StringBuilder();
    line(text, "Plenum " + Version.current());
    line(text, "");
    for (String url : urls(configuration, node.httpPort())) {
      line(text, "  Meetings   " + url);
    }
    line(text, "  Media      " + media(node.media().candidates()));
    line(
        text,
        "  Engines    SRTP " + node.media().srtpEngine() + ", UDP " + node.media().udpEngine());
    line(text, "  JVM        " + System.getProperty("java.vm.version"));
    if (configuration.apiKeys().isEmpty()) {
      line(text, "");
      line(text, "  Development mode: no --api-key is set, so anyone may join and moderate.");
    }
    return text.toString();
  }

  private static List<String> urls(Configuration configuration, int port) {
    String scheme = configuration.tls().isOn() ? "https" : "http";
    if (!configuration.httpHost().equals("::") && !configuration.httpHost().equals("0.0.0.0")) {
      return List.of(scheme + "://" + literal(configuration.httpHost()) + ":" + port);
    }
    List<String> others =
        LocalAddresses.ofInterfaces().stream()
            .filter(address -> !address.isLoopbackAddress())
            .map(InetAddress::getHostAddress)
            .map(address -> scheme + "://" + literal(address) + ":" + port)
            .toList();
    return Stream.concat(Stream.of(scheme + "://localhost:" + port), others.stream()).toList();
  }

  private static String media(List<IceCandidate> candidates) {
    return candidates.stream()
        .map(
            candidate ->
                (candidate.tcp() ? "tcp " : "udp ")
                    + literal(candidate.address())
                    + ":"
                    + candidate.port())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String literal(String address) {
    return address.contains(":") ? "[" + address + "]" : address;
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append(System.lineSeparator());
  }
}
