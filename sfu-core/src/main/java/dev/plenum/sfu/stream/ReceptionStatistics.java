package dev.plenum.sfu.stream;

import dev.plenum.rtp.SequenceNumbers;
import dev.plenum.rtp.rtcp.RtcpWriter;

/**
 * What arrived of one stream, before repair: the figures of a reception report block (RFC 3550
 * appendices A.1, A.3 and A.8). Belongs to its {@link ReceiveStream}.
 *
 * <p>It trusts no packet, since packets that nobody watches are counted without being decrypted: a
 * number far off is believed only when its successor follows it.
 */
public final class ReceptionStatistics {
  /** RFC 3550 A.1: a larger step forward is another stream's, or a restart. */
  private static final int MAX_DROPOUT = 3_000;

  /** RFC 3550 A.1: so many packets late is late, more is a restart. */
  private static final int MAX_MISORDER = 100;

  private static final long RATE_WINDOW_NANOS = 1_000_000_000;

  private final int clockRateHz;

  private boolean started;
  private long baseSequence;
  private long highestSequence;
  private int suspectSequence = -1;
  private long received;
  private long expectedPrior;
  private long receivedPrior;
  private int fractionLost;

  private boolean transitKnown;
  private int transit;
  private long jitterTimes16;

  private long windowBeganNanos;
  private long windowBytes;
  private long receivedBps;

  public ReceptionStatistics(int clockRateHz) {
    this.clockRateHz = clockRateHz;
  }

  /** Counts a packet as it came off the network. */
  public void onPacket(int sequenceNumber, int timestamp, int lengthBytes, long nowNanos) {
    countBytes(lengthBytes, nowNanos);
    if (!started) {
      restart(sequenceNumber);
    }
    int distance = SequenceNumbers.distance((int) highestSequence, sequenceNumber);
    if (distance > MAX_DROPOUT || distance < -MAX_MISORDER) {
      if (sequenceNumber != suspectSequence) {
        suspectSequence = SequenceNumbers.plus(sequenceNumber, 1);
        return;
      }
      restart(sequenceNumber);
      distance = 0;
    }
    suspectSequence = -1;
    highestSequence = Math.max(highestSequence, highestSequence + distance);
    received++;
    updateJitter(timestamp, nowNanos);
  }

  private void restart(int sequenceNumber) {
    started = true;
    baseSequence = sequenceNumber;
    highestSequence = sequenceNumber;
    received = 0;
    expectedPrior = 0;
    receivedPrior = 0;
    transitKnown = false;
  }

  private void countBytes(int lengthBytes, long nowNanos) {
    long sinceNanos = nowNanos - windowBeganNanos;
    if (sinceNanos >= RATE_WINDOW_NANOS) {
      receivedBps = sinceNanos < 2 * RATE_WINDOW_NANOS ? rateBps(sinceNanos) : 0;
      windowBeganNanos = nowNanos;
      windowBytes = 0;
    }
    windowBytes += lengthBytes;
  }

  private long rateBps(long sinceNanos) {
    return windowBytes * 8 * 1_000 / (sinceNanos / 1_000_000);
  }

  /** J += (|D| - J) / 16, with J kept 16 times its value (A.8). */
  private void updateJitter(int timestamp, long nowNanos) {
    int now = ClockRate.units(nowNanos, clockRateHz) - timestamp;
    if (transitKnown) {
      jitterTimes16 += Math.abs((long) (now - transit)) - ((jitterTimes16 + 8) >> 4);
    }
    transitKnown = true;
    transit = now;
  }

  /**
   * Adds the block about this stream to a report and begins the next interval.
   *
   * @param lastSenderReport the middle 32 bits of the latest sender report's NTP time, 0 if none
   *     came
   * @param delaySinceLastSenderReport in 1/65536 s
   */
  public void writeReportBlock(
      RtcpWriter writer, int ssrc, int lastSenderReport, long delaySinceLastSenderReport) {
    closeInterval();
    writer.reportBlock(
        ssrc,
        fractionLost,
        cumulativeLost(),
        highestSequence,
        jitter(),
        lastSenderReport,
        delaySinceLastSenderReport);
  }

  private void closeInterval() {
    long expected = expected();
    long expectedInterval = expected - expectedPrior;
    long lostInterval = expectedInterval - (received - receivedPrior);
    expectedPrior = expected;
    receivedPrior = received;
    fractionLost =
        expectedInterval <= 0 || lostInterval <= 0
            ? 0
            : (int) Math.min(255, (lostInterval << 8) / expectedInterval);
  }

  /** Whether any packet was counted, so that there is something to report. */
  public boolean started() {
    return started;
  }

  private long expected() {
    return started ? highestSequence - baseSequence + 1 : 0;
  }

  /** Packets lost since the start, fewer by duplicates. */
  public int cumulativeLost() {
    return (int) (expected() - received);
  }

  /** Lost in the last closed interval, in 1/256 of those expected. */
  public int fractionLost() {
    return fractionLost;
  }

  /** Interarrival jitter in timestamp units. */
  public long jitter() {
    return jitterTimes16 >> 4;
  }

  public long highestSequence() {
    return highestSequence;
  }

  /** Bit rate of the last whole second in which packets came, 0 if that is long ago. */
  public long receivedBps(long nowNanos) {
    return nowNanos - windowBeganNanos < 2 * RATE_WINDOW_NANOS ? receivedBps : 0;
  }
}
