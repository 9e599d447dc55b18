package dev.plenum.sfu.stream;

import dev.plenum.rtp.SequenceUnwrapper;
import dev.plenum.rtp.rtcp.RtcpWriter;
import java.util.Arrays;

/**
 * Collects when a publisher's packets arrived, over all of its streams, and tells it in
 * transport-wide feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01). Belongs to the
 * publisher's transport.
 *
 * <p>A ring keeps the arrival times of the latest {@value #CAPACITY} numbers. Feedback is due
 * {@value #INTERVAL_MILLIS} ms after the one before. A packet that comes after its feedback begins
 * the next one, which then repeats what came between, as libwebrtc's remote_estimator_proxy.cc
 * does.
 */
public final class TransportFeedbackCollector {
  static final long INTERVAL_MILLIS = 50;
  static final int CAPACITY = 1024;

  /** Packets that one feedback tells of; some 600 bytes at most. */
  private static final int MOST_PER_FEEDBACK = 256;

  private static final long INTERVAL_NANOS = INTERVAL_MILLIS * 1_000_000;

  private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
  private long[] arrivals = {};
  private long next;
  private boolean pending;
  private boolean everWritten;
  private long writtenNanos;
  private long deadlineNanos;
  private int feedbackCount;

  /** A packet with this transport-wide sequence number arrived. */
  public void onPacket(int transportSequence, long nowNanos) {
    if (!unwrapper.started()) {
      begin(transportSequence);
    }
    long highest = unwrapper.highest();
    long sequence = unwrapper.unwrap(transportSequence);
    if (sequence <= highest - CAPACITY) {
      return;
    }
    for (long i = Math.max(highest + 1, sequence - CAPACITY + 1); i < sequence; i++) {
      arrivals[slot(i)] = RtcpWriter.NOT_RECEIVED;
    }
    arrivals[slot(sequence)] = nowNanos;
    next = Math.max(Math.min(next, sequence), unwrapper.highest() - CAPACITY + 1);
    if (!pending) {
      pending = true;
      deadlineNanos = (everWritten ? writtenNanos : nowNanos) + INTERVAL_NANOS;
    }
  }

  private void begin(int transportSequence) {
    arrivals = new long[CAPACITY];
    Arrays.fill(arrivals, RtcpWriter.NOT_RECEIVED);
    next = unwrapper.unwrap(transportSequence);
  }

  /** When feedback is due, {@link Deadline#NONE} while nothing new arrived. */
  public long nextDeadlineNanos() {
    return pending ? deadlineNanos : Deadline.NONE;
  }

  /**
   * Appends one feedback on what arrived since the last. What does not fit into it stays due at
   * once.
   *
   * @param mediaSsrc any stream of the publisher
   * @return whether anything was appended
   */
  public boolean write(RtcpWriter writer, int senderSsrc, int mediaSsrc, long nowNanos) {
    while (pending) {
      int from = slot(next);
      int untilWrap = Math.min(CAPACITY - from, MOST_PER_FEEDBACK);
      int count = (int) Math.min(unwrapper.highest() - next + 1, untilWrap);
      int taken =
          writer.transportFeedback(
              senderSsrc, mediaSsrc, feedbackCount, (int) next & 0xffff, arrivals, from, count);
      next += taken == 0 ? count : taken;
      pending = next <= unwrapper.highest();
      deadlineNanos = nowNanos;
      if (taken > 0) {
        feedbackCount++;
        everWritten = true;
        writtenNanos = nowNanos;
        return true;
      }
    }
    return false;
  }

  private static int slot(long sequence) {
    return (int) sequence & (CAPACITY - 1);
  }
}
