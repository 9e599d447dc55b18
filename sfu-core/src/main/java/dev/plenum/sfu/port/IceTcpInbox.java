package dev.plenum.sfu.port;

import java.util.Objects;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Filled by Netty's threads, drained by one shard loop: the frames of the ICE-TCP connections that
 * belong to the loop, on their way into the same {@link DatagramBatch} shape as UDP.
 *
 * <p>A message in the ring is
 *
 * <pre>{@code
 *  0               8
 * +---------------+----------------------+
 * | connection    | frame                |
 * | number        | without its length   |
 * +---------------+----------------------+
 * }</pre>
 */
public final class IceTcpInbox {
  /** Space for the frames that wait, their headers included: half a second of 16 Mbit/s. */
  private static final int RING_BYTES = 1 << 20;

  private static final int FRAME_TYPE = 1;
  private static final int FRAME_OFFSET = Long.BYTES;

  private final ManyToOneRingBuffer ring =
      new ManyToOneRingBuffer(
          new UnsafeBuffer(
              BufferUtil.allocateDirectAligned(
                  RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH, 64)));
  private final Runnable wake;

  private final MessageHandler fill = this::fill;
  private @Nullable DatagramBatch target;
  private int drained;

  /**
   * @param wake wakes the loop after something was put in; called from any thread, once per frame
   */
  public IceTcpInbox(Runnable wake) {
    this.wake = wake;
  }

  /**
   * Moves the frames that wait into {@code batch}; called by the loop.
   *
   * @return the number of slots that were filled
   */
  public int drain(DatagramBatch batch) {
    target = batch;
    drained = 0;
    ring.read(fill, DatagramBatch.CAPACITY);
    return drained;
  }

  /**
   * Puts one frame in; from any thread.
   *
   * @return false if the loop is so far behind that there is no room
   */
  boolean offer(long connectionNumber, byte[] bytes, int offset, int length) {
    int index = ring.tryClaim(FRAME_TYPE, FRAME_OFFSET + length);
    if (index < 0) {
      return false;
    }
    AtomicBuffer buffer = ring.buffer();
    buffer.putLong(index, connectionNumber);
    buffer.putBytes(index + FRAME_OFFSET, bytes, offset, length);
    ring.commit(index);
    wake.run();
    return true;
  }

  private void fill(int type, MutableDirectBuffer buffer, int index, int length) {
    DatagramBatch batch = Objects.requireNonNull(target);
    int frameLength = length - FRAME_OFFSET;
    buffer.getBytes(index + FRAME_OFFSET, batch.bytes(drained), 0, frameLength);
    batch.fill(drained, frameLength, PeerAddress.DISCARD_PREFIX, buffer.getLong(index), 0);
    drained++;
  }
}
