package dev.plenum.sfu.stream;

/**
 * When the latest sender reports went out, to tell the round trip from the reports that answer them
 * (RFC 3550 section 6.4.1). Belongs to its {@link SendStream}.
 */
final class SentReports {
  static final long UNKNOWN = Long.MIN_VALUE;

  private static final int REMEMBERED = 4;

  private int[] middles = {};
  private long[] sentNanos = {};
  private int count;

  void sent(long ntpTimestamp, long nowNanos) {
    if (middles.length == 0) {
      middles = new int[REMEMBERED];
      sentNanos = new long[REMEMBERED];
    }
    int place = count++ & (REMEMBERED - 1);
    middles[place] = NtpTime.middle(ntpTimestamp);
    sentNanos[place] = nowNanos;
  }

  /**
   * When the report with these middle 32 bits of NTP time went out, or {@link #UNKNOWN}.
   *
   * @param lastSenderReport 0 if the peer has got none
   */
  long sentNanos(int lastSenderReport) {
    for (int place = 0; place < Math.min(count, REMEMBERED); place++) {
      if (middles[place] == lastSenderReport && lastSenderReport != 0) {
        return sentNanos[place];
      }
    }
    return UNKNOWN;
  }
}
