package dev.plenum.sfu.stream;

import dev.plenum.rtp.rtcp.ReportBlocks;
import org.jspecify.annotations.Nullable;

/**
 * When the latest sender reports went out: to tell when the next one is due, and the round trip
 * from the reports that answer them (RFC 3550 section 6.4.1). Belongs to its {@link SendStream}.
 */
final class SentReports {
  private static final long INTERVAL_NANOS = 1_000_000_000;

  /** Before the first answer tells. */
  private static final long USUAL_ROUND_TRIP_NANOS = 100_000_000;

  private static final int REMEMBERED = 4;

  private int[] middles = {};
  private long[] sentNanos = {};
  private int count;
  private @Nullable Stretch stretch;
  private long roundTripNanos = USUAL_ROUND_TRIP_NANOS;

  /** Once a second, and at once after a switch: another source's timestamps mean other moments. */
  boolean isDue(Stretch present, long nowNanos) {
    return count == 0
        || !present.equals(stretch)
        || nowNanos - sentNanos[place(count - 1)] >= INTERVAL_NANOS;
  }

  void sent(Stretch present, long ntpTimestamp, long nowNanos) {
    if (middles.length == 0) {
      middles = new int[REMEMBERED];
      sentNanos = new long[REMEMBERED];
    }
    stretch = present;
    int place = place(count++);
    middles[place] = NtpTime.middle(ntpTimestamp);
    sentNanos[place] = nowNanos;
  }

  private static int place(int report) {
    return report & (REMEMBERED - 1);
  }

  /** The receiver tells which report it got last, if any, and how long ago. */
  void answered(ReportBlocks block, long nowNanos) {
    int last = block.lastSenderReport();
    for (int place = 0; place < Math.min(count, REMEMBERED); place++) {
      if (middles[place] == last && last != 0) {
        long heldNanos = (block.delaySinceLastSenderReport() * 1_000_000_000) >> 16;
        roundTripNanos = Math.max(0, nowNanos - sentNanos[place] - heldNanos);
        return;
      }
    }
  }

  /** To the receiver and back, by the latest answer. */
  long roundTripNanos() {
    return roundTripNanos;
  }
}
