package dev.plenum.sfu.stream;

import dev.plenum.rtp.rtcp.RtcpWriter;
import java.util.Arrays;

/**
 * Finds gaps in a layer and says when to ask the publisher for what is missing (RFC 4585 section
 * 6.2.1). Belongs to its {@link ReceiveStream}.
 *
 * <p>A missing packet is asked for at once, then again whenever its answer is overdue, {@value
 * #MOST_TRIES} times at most. Where packets overtake each other its gap waits first, {@value
 * #REORDER_MILLIS} ms or as long as late ones took lately: what comes by itself and again costs the
 * publisher twice. Only where retransmissions come apart (RFC 4588) are late ones known as such.
 * The missing ones stand in ascending order; in a stream without loss there are none, and a packet
 * costs a comparison.
 */
public final class NackTracker {
  /** Longer than packets of one burst overtake each other. */
  static final long REORDER_MILLIS = 5;

  /** As libwebrtc's nack_requester.cc: kMaxNackRetries. */
  static final int MOST_TRIES = 10;

  /** A larger gap is no loss to repair packet by packet: a key frame is cheaper. */
  static final int MOST_MISSING = 512;

  private static final int FIRST_CAPACITY = 16;
  private static final int MOST_PER_NACK = 128;
  private static final long REORDER_NANOS = REORDER_MILLIS * 1_000_000;

  /** Beyond that a repair would come too late for the picture. */
  private static final long LONGEST_REORDER_NANOS = 100_000_000;

  /** Each gap forgets so much of how late packets were. */
  private static final int FORGETTING = 32;

  /** Between two requests, whatever the round trip: answers take time to be sent, too. */
  private static final long SHORTEST_RETRY_NANOS = 20_000_000;

  private static final long LONGEST_RETRY_NANOS = 500_000_000;

  private boolean started;
  private long highest;
  private int count;
  private long[] sequences = {};
  private long[] openedNanos = {};
  private long[] dueNanos = {};
  private byte[] tries = {};
  private int[] taken = {};
  private long nextDueNanos = Deadline.NONE;
  private long reorderNanos;
  private boolean repairsComeApart;
  private long abandoned;

  /**
   * A packet arrived.
   *
   * @param recovered whether it came as a retransmission
   * @return false if the gap before it is too large to repair, so that a key frame is needed
   */
  public boolean onPacket(long extendedSequence, boolean recovered, long nowNanos) {
    if (!started) {
      started = true;
      highest = extendedSequence;
      return true;
    }
    if (extendedSequence == highest + 1) {
      highest = extendedSequence;
      return true;
    }
    if (extendedSequence < highest) {
      repairsComeApart |= recovered;
      int index = Arrays.binarySearch(sequences, 0, count, extendedSequence);
      if (!recovered) {
        onLate(index < 0 ? 0 : nowNanos - openedNanos[index]);
      }
      if (index >= 0) {
        remove(index);
      }
      return true;
    }
    return openGap(extendedSequence, nowNanos);
  }

  private void onLate(long lateNanos) {
    long leastNanos = Math.max(reorderNanos, REORDER_NANOS);
    reorderNanos =
        repairsComeApart ? Math.clamp(lateNanos, leastNanos, LONGEST_REORDER_NANOS) : leastNanos;
  }

  private boolean openGap(long extendedSequence, long nowNanos) {
    long first = highest + 1;
    highest = Math.max(highest, extendedSequence);
    if (count + (extendedSequence - first) > MOST_MISSING) {
      abandoned += count;
      count = 0;
      nextDueNanos = Deadline.NONE;
      return false;
    }
    for (long missing = first; missing < extendedSequence; missing++) {
      append(missing, nowNanos);
    }
    reorderNanos -= Math.max(0, reorderNanos - REORDER_NANOS) / FORGETTING;
    return true;
  }

  private void append(long missing, long nowNanos) {
    if (count == sequences.length) {
      int capacity = Math.max(FIRST_CAPACITY, 2 * count);
      sequences = Arrays.copyOf(sequences, capacity);
      openedNanos = Arrays.copyOf(openedNanos, capacity);
      dueNanos = Arrays.copyOf(dueNanos, capacity);
      tries = Arrays.copyOf(tries, capacity);
    }
    long due = nowNanos + reorderNanos;
    sequences[count] = missing;
    openedNanos[count] = nowNanos;
    dueNanos[count] = due;
    tries[count] = 0;
    count++;
    nextDueNanos = Deadline.earlier(nextDueNanos, due);
  }

  private void remove(int index) {
    int behind = count - index - 1;
    System.arraycopy(sequences, index + 1, sequences, index, behind);
    System.arraycopy(openedNanos, index + 1, openedNanos, index, behind);
    System.arraycopy(dueNanos, index + 1, dueNanos, index, behind);
    System.arraycopy(tries, index + 1, tries, index, behind);
    count--;
    if (count == 0) {
      nextDueNanos = Deadline.NONE;
    }
  }

  /**
   * Appends a NACK of what is due and plans the next request; what does not fit into one stays due.
   *
   * @param roundTripNanos to the publisher
   * @return whether anything was due
   */
  public boolean write(
      RtcpWriter writer, int senderSsrc, int mediaSsrc, long roundTripNanos, long nowNanos) {
    if (!Deadline.isDue(nextDueNanos, nowNanos)) {
      return false;
    }
    if (taken.length == 0) {
      taken = new int[MOST_PER_NACK];
    }
    int due = takeDue(roundTripNanos, nowNanos);
    if (due == 0) {
      return false;
    }
    writer.nack(senderSsrc, mediaSsrc, taken, 0, due);
    return true;
  }

  private int takeDue(long roundTripNanos, long nowNanos) {
    long retryNanos =
        Math.clamp(overdueNanos(roundTripNanos), SHORTEST_RETRY_NANOS, LONGEST_RETRY_NANOS);
    int due = 0;
    int kept = 0;
    nextDueNanos = Deadline.NONE;
    for (int i = 0; i < count; i++) {
      long next = dueNanos[i];
      byte tried = tries[i];
      if (next - nowNanos <= 0 && due < MOST_PER_NACK) {
        if (tried == MOST_TRIES) {
          abandoned++;
          continue;
        }
        taken[due++] = (int) sequences[i] & 0xffff;
        next = nowNanos + retryNanos;
        tried++;
      }
      sequences[kept] = sequences[i];
      openedNanos[kept] = openedNanos[i];
      dueNanos[kept] = next;
      tries[kept] = tried;
      kept++;
      nextDueNanos = Deadline.earlier(nextDueNanos, next);
    }
    count = kept;
    return due;
  }

  /**
   * Later than a round trip: the answer waits in the publisher's pacer, and a publisher ignores
   * what is asked again within its own idea of the round trip (libwebrtc, rtp_packet_history.cc:
   * VerifyRtt).
   */
  private static long overdueNanos(long roundTripNanos) {
    return roundTripNanos * 5 / 4;
  }

  /** Forgets all gaps: the next packet begins anew. */
  public void reset() {
    started = false;
    count = 0;
    nextDueNanos = Deadline.NONE;
  }

  /** When {@link #write} has something to say, {@link Deadline#NONE} while nothing is missing. */
  public long nextDeadlineNanos() {
    return nextDueNanos;
  }

  public int missing() {
    return count;
  }

  /** Packets that were given up. */
  public long abandoned() {
    return abandoned;
  }
}
