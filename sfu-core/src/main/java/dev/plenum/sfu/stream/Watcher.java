package dev.plenum.sfu.stream;

import dev.plenum.rtp.RtpPacket;

/**
 * Who is given a layer's packets: station 5 walks over the watchers of a layer, and nobody else
 * costs anything. A slot is one; each has its {@link Forwarder}, which enters and leaves it at the
 * layers that it shows or waits for.
 */
@FunctionalInterface
public interface Watcher {
  /** A new packet of the layer. Valid until the call returns. */
  void onPacket(ReceiveStream layer, RtpPacket packet, long nowNanos);

  /**
   * Whether so many bytes of recent packets may be given to {@link #onPacket} at once, ahead of the
   * present ones; if so, they are expected.
   */
  default boolean welcomes(long bytes, long nowNanos) {
    return false;
  }

  /**
   * What was numbered and waits to be sent is of no use any more: it is not sent.
   *
   * @return the first number that has not left
   */
  default long withdraw() {
    return Long.MAX_VALUE;
  }
}
