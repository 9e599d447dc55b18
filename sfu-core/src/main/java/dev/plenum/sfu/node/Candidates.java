package dev.plenum.sfu.node;

import dev.plenum.sfu.control.IceCandidate;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** The host candidates of a loop, with their priorities (RFC 8445 §5.1.2.1, RFC 6544 §4.2). */
final class Candidates {

  private static final int HOST_TYPE_PREFERENCE = 126;

  /** RFC 6544 wants TCP below UDP: a type preference less than that of any UDP candidate. */
  private static final int TCP_TYPE_PREFERENCE = 90;

  private static final int BEST_LOCAL_PREFERENCE = 65_535;
  private static final int RTP_COMPONENT = 1;

  private Candidates() {}

  /**
   * @param addresses best first
   * @param tcpPort 0 for no ICE-TCP
   */
  static List<IceCandidate> of(List<InetAddress> addresses, int udpPort, int tcpPort) {
    List<IceCandidate> candidates = new ArrayList<>();
    for (int i = 0; i < addresses.size(); i++) {
      candidates.add(
          new IceCandidate(
              addresses.get(i).getHostAddress(),
              udpPort,
              false,
              priority(HOST_TYPE_PREFERENCE, BEST_LOCAL_PREFERENCE - i)));
    }
    for (int i = 0; tcpPort != 0 && i < addresses.size(); i++) {
      candidates.add(
          new IceCandidate(
              addresses.get(i).getHostAddress(),
              tcpPort,
              true,
              priority(TCP_TYPE_PREFERENCE, BEST_LOCAL_PREFERENCE - i)));
    }
    return candidates;
  }

  private static long priority(int typePreference, int localPreference) {
    return ((long) typePreference << 24) | ((long) localPreference << 8) | (256 - RTP_COMPONENT);
  }
}
