package dev.plenum.load;

import dev.plenum.sfu.ice.IceCredentials;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Answers an offer of a server that lists what it sends: we take all of it, without header
 * extensions.
 */
final class MirroredAnswer {
  /** Said again as the offer says it. */
  private static final List<String> KEPT =
      List.of("a=mid:", "a=rtpmap:", "a=fmtp:", "a=rtcp-fb:", "a=group:BUNDLE", "m=", "v=", "t=");

  private MirroredAnswer() {}

  static String to(String offer, IceCredentials own, String fingerprint) {
    String each =
        """
        c=IN IP4 127.0.0.1\r
        a=ice-ufrag:%s\r
        a=ice-pwd:%s\r
        a=fingerprint:%s\r
        a=setup:active\r
        a=recvonly\r
        a=rtcp-mux\r
        a=ice-options:trickle\r
        """
            .formatted(own.ufrag(), own.pwd(), fingerprint);
    return offer
        .lines()
        .filter(line -> KEPT.stream().anyMatch(line::startsWith))
        .map(line -> mirrored(line, each))
        .collect(Collectors.joining());
  }

  private static String mirrored(String line, String each) {
    return switch (line.charAt(0)) {
      case 'm' -> line + "\r\n" + each;
      case 'v' -> line + "\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\n";
      default -> line + "\r\n";
    };
  }
}
