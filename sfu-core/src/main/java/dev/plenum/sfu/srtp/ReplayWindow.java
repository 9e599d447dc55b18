package dev.plenum.sfu.srtp;

import java.util.Arrays;

/**
 * Which packet indices of one stream were received. Owner: the transport's shard loop.
 *
 * <p>Ask {@link #isFresh} before decrypting and {@link #commit} after authentication, so that a
 * forged packet changes nothing. Between the two the owner may leave out as many packets as it
 * likes, as long as fewer than 2^15 pass by without a commit.
 *
 * <p>Source: RFC 3711 §3.3.1, §3.3.2 and appendix A. The width is libwebrtc's ({@code
 * pc/srtp_session.cc}): a late retransmission of high-rate video still fits.
 */
public final class ReplayWindow {
  private static final int WIDTH = 1024;
  private static final int WORDS = WIDTH / Long.SIZE;
  private static final int SEQUENCES = 1 << 16;
  private static final int HALF = SEQUENCES / 2;
  private static final long MAX_INDEX = (1L << 48) - 1;
  private static final long NONE = -1;

  /** One bit per index of the window, at the index modulo the width. */
  private final long[] received = new long[WORDS];

  private long highest = NONE;

  /**
   * The index that a packet with this sequence number most likely has: the one closest to the
   * highest index committed, and before the first commit the number itself.
   *
   * @param sequence 16-bit sequence number
   * @return the index; negative for a packet from before the stream's first rollover
   */
  public long estimate(int sequence) {
    if (highest == NONE) {
      return sequence;
    }
    long candidate = (highest & -SEQUENCES) | sequence;
    if (candidate - highest > HALF) {
      return candidate - SEQUENCES;
    }
    return highest - candidate > HALF ? candidate + SEQUENCES : candidate;
  }

  /** Whether the index was never committed and is not too old to tell. */
  public boolean isFresh(long index) {
    if (index < 0 || index > MAX_INDEX) {
      return false;
    }
    if (index > highest) {
      return true;
    }
    return highest - index < WIDTH && (received[word(index)] & bit(index)) == 0;
  }

  /** Marks an authenticated index, and moves the window when it is the highest. */
  public void commit(long index) {
    if (index > highest) {
      advance(index);
    }
    received[word(index)] |= bit(index);
  }

  /** The highest committed index, or -1 when there was none. */
  public long highest() {
    return highest;
  }

  private void advance(long index) {
    if (index - highest >= WIDTH) {
      Arrays.fill(received, 0);
    } else {
      for (long skipped = highest + 1; skipped < index; skipped++) {
        received[word(skipped)] &= ~bit(skipped);
      }
      received[word(index)] &= ~bit(index);
    }
    highest = index;
  }

  private static int word(long index) {
    return (int) (index / Long.SIZE) & (WORDS - 1);
  }

  private static long bit(long index) {
    return 1L << index;
  }
}
