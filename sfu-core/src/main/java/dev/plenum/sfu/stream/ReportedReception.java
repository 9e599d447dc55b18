package dev.plenum.sfu.stream;

import dev.plenum.rtp.rtcp.ReportBlocks;

/**
 * What became of the packets between a receiver's last two reports on a stream. Belongs to its
 * {@link SendStream}.
 */
final class ReportedReception {
  /** More is another stream's, or nonsense. */
  private static final int MOST_PACKETS = 1 << 16;

  private long highestSequence = -1;
  private int cumulativeLost;
  private int expected;
  private int lost;

  void update(ReportBlocks block) {
    int ahead = (int) (block.extendedHighestSequence() - highestSequence);
    int lostMore = block.cumulativeLost() - cumulativeLost;
    boolean plausible = ahead >= 0 && ahead < MOST_PACKETS;
    expected = plausible ? ahead : 0;
    lost = plausible ? Math.clamp(lostMore, 0, ahead) : 0;
    highestSequence = block.extendedHighestSequence();
    cumulativeLost = block.cumulativeLost();
  }

  int expected() {
    return expected;
  }

  int lost() {
    return lost;
  }
}
