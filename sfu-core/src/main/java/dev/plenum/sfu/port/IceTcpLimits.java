package dev.plenum.sfu.port;

import java.time.Duration;

/**
 * What an {@link IceTcpServer} grants to its peers.
 *
 * @param connections open at once, those without a first frame included
 * @param outgoingBytes that wait for one peer before further frames are dropped, in our memory and
 *     as much again in the kernel's; media that waits longer than that comes too late
 * @param firstFrameTimeout from the connection's start to the end of its first frame
 * @param idleTimeout between two frames; consent checks come every 5 s (RFC 7675, 5.1)
 */
public record IceTcpLimits(
    int connections, int outgoingBytes, Duration firstFrameTimeout, Duration idleTimeout) {
  public static final IceTcpLimits DEFAULT =
      new IceTcpLimits(1_000, 256 << 10, Duration.ofSeconds(5), Duration.ofSeconds(60));
}
