package dev.plenum.sfu.stream;

/**
 * Which timestamp of a layer belongs to which moment on our clock, by the publisher's sender
 * reports (RFC 3550 section 6.4.1). Belongs to its {@link ReceiveStream}.
 */
public final class SenderReportMapping {
  /** 18 hours, all that a report block can say. */
  private static final long LARGEST_DELAY = 0xffff_ffffL;

  private final PublisherClock clock;
  private final int clockRateHz;

  private boolean known;
  private long ntpTimestamp;
  private int rtpTimestamp;
  private long arrivalNanos;

  public SenderReportMapping(PublisherClock clock, int clockRateHz) {
    this.clock = clock;
    this.clockRateHz = clockRateHz;
  }

  /**
   * A sender report about this layer arrived. One without a time, as RFC 3550 allows, is ignored.
   */
  public void onSenderReport(long ntpTimestamp, int rtpTimestamp, long nowNanos) {
    if (ntpTimestamp == 0) {
      return;
    }
    clock.onSenderReport(ntpTimestamp, nowNanos);
    this.ntpTimestamp = ntpTimestamp;
    this.rtpTimestamp = rtpTimestamp;
    arrivalNanos = nowNanos;
    known = true;
  }

  public boolean isKnown() {
    return known;
  }

  /** When, on our clock, the media of this timestamp was captured. Only while known. */
  public long captureNanos(int timestamp) {
    return reportNanos() + ClockRate.nanos(timestamp - rtpTimestamp, clockRateHz);
  }

  /** The timestamp of what is captured at this moment of our clock. Only while known. */
  public int timestampAt(long nanos) {
    return rtpTimestamp + ClockRate.units(nanos - reportNanos(), clockRateHz);
  }

  private long reportNanos() {
    return NtpTime.nanos(ntpTimestamp) + clock.offsetNanos();
  }

  /** For a report block: the middle bits of the latest report's NTP time, 0 if none came. */
  int lastSenderReport() {
    return known ? NtpTime.middle(ntpTimestamp) : 0;
  }

  /** For a report block: how long ago that report came, in 1/65536 s. */
  long delaySinceLastSenderReport(long nowNanos) {
    if (!known) {
      return 0;
    }
    long delayMicros = (nowNanos - arrivalNanos) / 1_000;
    return Math.min((delayMicros << 16) / 1_000_000, LARGEST_DELAY);
  }
}
