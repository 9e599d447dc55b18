package dev.plenum.load;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a participant needs to know of the server's answer, or of its offer.
 *
 * @param address where it receives media, the first of its UDP candidates
 * @param ufrag its ICE user name
 * @param password its ICE password
 * @param fingerprint of its certificate, as SDP writes it
 * @param repairedSsrcs which stream a stream of retransmissions repairs
 */
record Answer(
    InetSocketAddress address,
    String ufrag,
    String password,
    String fingerprint,
    Map<Integer, Integer> repairedSsrcs) {

  private static final Pattern CANDIDATE =
      Pattern.compile("^a=candidate:\\S+ \\d+ udp \\d+ (\\S+) (\\d+) ", Pattern.MULTILINE);

  private static final Pattern REPAIRS =
      Pattern.compile("^a=ssrc-group:FID (\\d+) (\\d+)", Pattern.MULTILINE);

  static Answer parse(String sdp) {
    MatchResult candidate = first(CANDIDATE, sdp);
    return new Answer(
        new InetSocketAddress(candidate.group(1), Integer.parseInt(candidate.group(2))),
        attribute("ice-ufrag", sdp),
        attribute("ice-pwd", sdp),
        attribute("fingerprint", sdp),
        REPAIRS
            .matcher(sdp)
            .results()
            .collect(
                Collectors.toMap(
                    group -> Integer.parseUnsignedInt(group.group(2)),
                    group -> Integer.parseUnsignedInt(group.group(1)))));
  }

  private static String attribute(String name, String sdp) {
    return first(Pattern.compile("^a=" + name + ":(.+?)\\r?$", Pattern.MULTILINE), sdp).group(1);
  }

  private static MatchResult first(Pattern pattern, String sdp) {
    return pattern
        .matcher(sdp)
        .results()
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no " + pattern + " in " + sdp));
  }
}
