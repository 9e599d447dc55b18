package dev.plenum.sfu.transport;

import dev.plenum.sfu.srtp.ReplayWindow;
import dev.plenum.sfu.stream.ReceiveStream;
import dev.plenum.sfu.stream.Source;

/**
 * Owner: the loop. An SSRC that a peer sends: its replay window, and the layer whose packets it
 * carries or, for RTX (RFC 4588), repairs.
 */
final class InboundStream {

  /**
   * Undecrypted packets in a row: after these one is decrypted, or the rollover counter would be
   * lost with the 32,768th (RFC 3711 appendix A).
   */
  private static final int MOST_SKIPPED = 256;

  final Source source;
  final ReceiveStream layer;
  final boolean isRetransmission;
  final ReplayWindow window;
  private int skipped;

  InboundStream(Source source, ReceiveStream layer, boolean isRetransmission, ReplayWindow window) {
    this.source = source;
    this.layer = layer;
    this.isRetransmission = isRetransmission;
    this.window = window;
  }

  /**
   * Whether this packet can be left undecrypted: nobody watches, and the counter is not in danger.
   */
  boolean maySkip() {
    if (layer.isWatched() && !source.isMuted()) {
      skipped = 0;
      return false;
    }
    skipped++;
    if (skipped < MOST_SKIPPED) {
      return true;
    }
    skipped = 0;
    return false;
  }
}
