package dev.plenum.sfu.stream;

import dev.plenum.rtp.SequenceUnwrapper;
import dev.plenum.rtp.rtcp.RtcpWriter;
import java.util.Arrays;

/**
 * Collects when a publisher's packets arrived, over all of its streams, and tells it in
 * transport-wide feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01). Belongs to the
 * publisher's transport.
 *
 * <p>A ring keeps the arrival times from the first number not yet told up to the highest. Feedback
 * is due {@value #INTERVAL_MILLIS} ms after the one before, or once so much has come that it fills
 * half the ring. A packet that comes after its feedback is told of in the next one, from its number
 * on, as libwebrtc does.
 */
public final class TransportFeedbackCollector {
  static final long INTERVAL_MILLIS = 50;

  private static final long INTERVAL_NANOS = INTERVAL_MILLIS * 1_000_000;
  private static final int FIRST_CAPACITY = 64;
  private static final int LARGEST_CAPACITY = 2048;

  private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
  private long[] arrivals = {};
  private long next;
  private boolean pending;
  private long deadlineNanos;
  private boolean everWritten;
  private long writtenNanos;
  private int feedbackCount;

  /** A packet with this transport-wide sequence number arrived. */
  public void onPacket(int transportSequence, long nowNanos) {
    boolean first = !unwrapper.started();
    long highest = unwrapper.highest();
    long sequence = unwrapper.unwrap(transportSequence);
    if (first) {
      next = sequence;
      highest = sequence - 1;
    }
    if (sequence <= highest - LARGEST_CAPACITY) {
      return;
    }
    makeRoom(highest, sequence);
    arrivals[slot(sequence)] = nowNanos;
    next = Math.min(next, sequence);
    plan(nowNanos);
  }

  /** Clears the slots between the old highest number and the new one, in a ring that holds both. */
  private void makeRoom(long highest, long sequence) {
    long oldest = Math.min(next, sequence);
    long newest = Math.max(highest, sequence);
    if (newest - oldest >= arrivals.length && arrivals.length < LARGEST_CAPACITY) {
      grow(highest, newest - oldest + 1);
    }
    if (newest - next >= arrivals.length) {
      next = newest - arrivals.length + 1;
    }
    long unknown = Math.max(highest + 1, newest - arrivals.length + 1);
    for (long i = unknown; i <= newest; i++) {
      arrivals[slot(i)] = RtcpWriter.NOT_RECEIVED;
    }
    for (long i = sequence + 1; i < next; i++) {
      arrivals[slot(i)] = RtcpWriter.NOT_RECEIVED;
    }
  }

  private void grow(long highest, long needed) {
    int capacity = Math.max(FIRST_CAPACITY, arrivals.length);
    while (capacity < needed && capacity < LARGEST_CAPACITY) {
      capacity *= 2;
    }
    long[] old = arrivals;
    arrivals = new long[capacity];
    Arrays.fill(arrivals, RtcpWriter.NOT_RECEIVED);
    for (long i = Math.max(next, highest - old.length + 1); i <= highest; i++) {
      arrivals[slot(i)] = old[(int) i & (old.length - 1)];
    }
  }

  private void plan(long nowNanos) {
    if (!pending) {
      pending = true;
      deadlineNanos = everWritten ? writtenNanos + INTERVAL_NANOS : nowNanos + INTERVAL_NANOS;
    }
    if (unwrapper.highest() - next >= arrivals.length / 2 && arrivals.length == LARGEST_CAPACITY) {
      deadlineNanos = nowNanos;
    }
  }

  /** When feedback is due, {@link Deadline#NONE} while nothing new arrived. */
  public long nextDeadlineNanos() {
    return pending ? deadlineNanos : Deadline.NONE;
  }

  /**
   * Appends feedback on what arrived since the last one. What does not fit into one stays due at
   * once.
   *
   * @param mediaSsrc any stream of the publisher
   * @return whether anything was appended
   */
  public boolean write(RtcpWriter writer, int senderSsrc, int mediaSsrc, long nowNanos) {
    if (!pending) {
      return false;
    }
    int from = slot(next);
    int count = (int) Math.min(unwrapper.highest() - next + 1, arrivals.length - from);
    int taken =
        writer.transportFeedback(
            senderSsrc, mediaSsrc, feedbackCount, (int) next & 0xffff, arrivals, from, count);
    next += taken == 0 ? count : taken;
    pending = next <= unwrapper.highest();
    if (pending) {
      deadlineNanos = nowNanos;
    }
    if (taken == 0) {
      return pending && write(writer, senderSsrc, mediaSsrc, nowNanos);
    }
    feedbackCount++;
    everWritten = true;
    writtenNanos = nowNanos;
    return true;
  }

  private int slot(long sequence) {
    return (int) sequence & (arrivals.length - 1);
  }
}
