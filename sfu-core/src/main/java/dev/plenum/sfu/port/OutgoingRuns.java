package dev.plenum.sfu.port;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Owned by a {@link ForeignUdpPort}: datagrams that wait to leave, one behind the other in memory.
 * Neighbours to the same peer make a run, as long as they are of equal length, of which the last
 * may fall short: the kernel takes a run as one message and parts it when all protocols are done
 * with it (UDP_SEGMENT, udp(7)), which costs less than half.
 */
final class OutgoingRuns implements OutgoingMemory {
  /** The kernel's UDP_MAX_SEGMENTS (linux/udp.h); newer ones take twice as many. */
  static final int MOST_SEGMENTS = 64;

  /** What an IPv6 datagram can carry, as which the kernel carries a run. */
  private static final int MOST_RUN_BYTES = 65_535 - 8 - 40;

  private static final int MESSAGES = 128;

  /** Within the caches next to a processor: the kernel reads it soon after. */
  private static final int MEMORY_BYTES = 128 << 10;

  private final MessageVector messages;
  private final MemorySegment memory;
  private final long[] starts = new long[MESSAGES + 1];
  private final int[] segmentBytes = new int[MESSAGES];
  private boolean joining;
  private long joined;
  private int count;
  private boolean open;
  private @Nullable PeerAddress peer;

  /**
   * @param joining whether there may be runs of more than one
   */
  OutgoingRuns(Arena arena, SocketAddressLayout addresses, boolean joining) {
    messages = new MessageVector(arena, addresses, MESSAGES);
    memory = arena.allocate(MEMORY_BYTES, Long.BYTES);
    this.joining = joining;
  }

  boolean isJoining() {
    return joining;
  }

  /** How many runs of more than one there have been. */
  long joined() {
    return joined;
  }

  /** From now on each datagram is a run of its own. */
  void joinNoMore() {
    joining = false;
  }

  /** Whether one more of the longest datagrams has room. */
  boolean hasRoom() {
    return count < MESSAGES && starts[count] + DatagramBatch.DATAGRAM_BYTES <= MEMORY_BYTES;
  }

  @Override
  public MemorySegment bytes() {
    return memory;
  }

  @Override
  public long position() {
    return starts[count];
  }

  /** Appends a datagram; there has to be room. */
  void add(PeerAddress to, byte[] bytes, int offset, int length) {
    MemorySegment.copy(bytes, offset, memory, JAVA_BYTE, position(), length);
    send(to, length);
  }

  @Override
  public void send(PeerAddress to, int length) {
    if (continues(to, length)) {
      joined += segments(count - 1) == 1 ? 1 : 0;
      starts[count] += length;
      open = length == segmentBytes[count - 1];
    } else {
      messages.name(count, to);
      segmentBytes[count] = length;
      starts[count + 1] = starts[count] + length;
      count++;
      peer = to;
      open = joining && length > 0;
    }
  }

  private boolean continues(PeerAddress to, int length) {
    if (!open || length == 0 || length > segmentBytes[count - 1] || !to.equals(peer)) {
      return false;
    }
    long bytes = starts[count] - starts[count - 1];
    return bytes <= (long) (MOST_SEGMENTS - 1) * segmentBytes[count - 1]
        && bytes + length <= MOST_RUN_BYTES;
  }

  /** How many runs there are. */
  int count() {
    return count;
  }

  /** Of how many datagrams run {@code i} is. */
  int segments(int i) {
    return segmentBytes[i] == 0 ? 1 : Math.toIntExact(Math.ceilDiv(bytes(i), segmentBytes[i]));
  }

  private long bytes(int i) {
    return starts[i + 1] - starts[i];
  }

  /** The runs as messages. Nothing is added until they have left. */
  MessageVector messages() {
    for (int i = 0; i < count; i++) {
      messages.memory(i, memory.address() + starts[i], bytes(i));
      if (bytes(i) > segmentBytes[i]) {
        messages.control(i, LinuxSocket.SOL_UDP, LinuxSocket.UDP_SEGMENT, segmentBytes[i]);
      } else {
        messages.noControl(i);
      }
    }
    return messages;
  }

  /** Makes one datagram of run {@code i} the whole of its message. */
  void single(int i, int segment) {
    long from = (long) segment * segmentBytes[i];
    long bytes = Math.min(segmentBytes[i], bytes(i) - from);
    messages.memory(i, memory.address() + starts[i] + from, bytes);
    messages.noControl(i);
  }

  /** They have left, or never will. */
  void clear() {
    count = 0;
    open = false;
    peer = null;
  }
}
