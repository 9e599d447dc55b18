package dev.plenum.sfu.counters;

import dev.plenum.sfu.control.CounterReader;
import dev.plenum.sfu.control.DropReason;
import dev.plenum.sfu.control.HandshakeResult;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Owner: one loop, which is the only writer; any thread may read. A counter with a parent counts
 * there too: a room's loop keeps the node's share.
 *
 * <p>A single writer needs no read-modify-write: a plain read and an opaque store per count.
 */
public final class MediaCounters implements CounterReader {

  private static final int KINDS = PacketKind.values().length;
  private static final int PACKETS = 0;
  private static final int BYTES = PACKETS + 2 * KINDS;
  private static final int DROPS = BYTES + 2 * KINDS;
  private static final int KEY_FRAME_REQUESTS = DROPS + DropReason.values().length;
  private static final int RESTORED = KEY_FRAME_REQUESTS + 1;
  private static final int REFUSED_COMMANDS = RESTORED + 1;
  private static final int HANDSHAKES = REFUSED_COMMANDS + 1;
  private static final int DELAYS = HANDSHAKES + HandshakeResult.values().length;

  private final AtomicLongArray counts = new AtomicLongArray(DELAYS + FORWARD_DELAY_BUCKETS);
  private final MediaCounters parent;

  /** Counters of a loop. */
  public MediaCounters() {
    this.parent = this;
  }

  /** Counters of a room on the loop which owns {@code parent}. */
  public MediaCounters(MediaCounters parent) {
    this.parent = parent;
  }

  public void packet(Direction direction, PacketKind kind, int lengthBytes) {
    int index = direction.ordinal() * KINDS + kind.ordinal();
    add(PACKETS + index, 1);
    add(BYTES + index, lengthBytes);
  }

  public void drop(DropReason reason) {
    add(DROPS + reason.ordinal(), 1);
  }

  public void drop(DropReason reason, long packets) {
    add(DROPS + reason.ordinal(), packets);
  }

  public void keyFrameRequest() {
    add(KEY_FRAME_REQUESTS, 1);
  }

  public void restored() {
    add(RESTORED, 1);
  }

  public void handshake(HandshakeResult result) {
    add(HANDSHAKES + result.ordinal(), 1);
  }

  /** Counts a turn's forwarding delay; see {@link CounterReader#forwardDelays}. */
  public void forwardDelay(long delayNanos) {
    int bucket = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, delayNanos) / 1_000);
    add(DELAYS + Math.min(bucket, FORWARD_DELAY_BUCKETS - 1), 1);
  }

  /**
   * Unlike the other counts this one comes from any thread: the refused ones are not on the loop.
   */
  public void refusedCommand() {
    counts.getAndIncrement(REFUSED_COMMANDS);
  }

  private void add(int index, long value) {
    counts.setOpaque(index, counts.getPlain(index) + value);
    if (parent != this) {
      parent.add(index, value);
    }
  }

  @Override
  public long packets(Direction direction, PacketKind kind) {
    return counts.getOpaque(PACKETS + direction.ordinal() * KINDS + kind.ordinal());
  }

  @Override
  public long bytes(Direction direction, PacketKind kind) {
    return counts.getOpaque(BYTES + direction.ordinal() * KINDS + kind.ordinal());
  }

  @Override
  public long dropped(DropReason reason) {
    return counts.getOpaque(DROPS + reason.ordinal());
  }

  @Override
  public long keyFrameRequests() {
    return counts.getOpaque(KEY_FRAME_REQUESTS);
  }

  @Override
  public long restoredPackets() {
    return counts.getOpaque(RESTORED);
  }

  @Override
  public long handshakes(HandshakeResult result) {
    return counts.getOpaque(HANDSHAKES + result.ordinal());
  }

  @Override
  public long refusedCommands() {
    return counts.getOpaque(REFUSED_COMMANDS);
  }

  @Override
  public long forwardDelays(int bucket) {
    return counts.getOpaque(DELAYS + bucket);
  }
}
