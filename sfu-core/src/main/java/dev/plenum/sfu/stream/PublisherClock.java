package dev.plenum.sfu.stream;

/**
 * How far a publisher's NTP clock lies from our monotonic clock: one offset for all sources of the
 * publisher, so that what it captured together stays together. Belongs to the publisher's
 * transport.
 *
 * <p>Each sender report arrives some network delay late; the least delayed of the latest {@value
 * #WINDOW_SECONDS} to twice as many seconds counts, so the offset follows the drift of the clocks
 * and not the jitter of the network. It contains the shortest one-way delay, which is what a
 * receiver wants: captured then means arrived here, had the network been at its best.
 */
public final class PublisherClock {
  static final int WINDOW_SECONDS = 15;

  private static final long WINDOW_NANOS = WINDOW_SECONDS * 1_000_000_000L;

  /** No network is that late: the publisher's clock was set. */
  private static final long STEP_NANOS = 1_000_000_000;

  private boolean known;
  private long windowBeganNanos;
  private long smallest;
  private long smallestBefore;

  /** A sender report with this NTP time arrived now. */
  public void onSenderReport(long ntpTimestamp, long nowNanos) {
    long offset = nowNanos - NtpTime.nanos(ntpTimestamp);
    if (!known || Math.abs(offset - offsetNanos()) > STEP_NANOS) {
      known = true;
      windowBeganNanos = nowNanos;
      smallest = offset;
      smallestBefore = offset;
      return;
    }
    if (nowNanos - windowBeganNanos >= WINDOW_NANOS) {
      windowBeganNanos = nowNanos;
      smallestBefore = smallest;
      smallest = offset;
    }
    smallest = Math.min(smallest, offset);
  }

  public boolean isKnown() {
    return known;
  }

  /** What to add to the publisher's time for ours. */
  long offsetNanos() {
    return Math.min(smallest, smallestBefore);
  }
}
