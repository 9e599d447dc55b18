package dev.plenum.sfu.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Owned by its thread: where a packet lies while a native library works on it. The library gets
 * plain addresses, since a segment would be an object for each argument.
 *
 * <pre>
 *   0       16     32        64       128       256               2432
 *   | nonce | tag  | counts  | digest | context | associated data | body and tag
 * </pre>
 */
final class Scratch {
  static final int NONCE = 0;
  static final int TAG = 16;
  static final int COUNT = 32;
  static final int DIGEST = 64;
  static final int CONTEXT = 128;
  static final int ASSOCIATED = 256;
  static final int BODY = 2432;

  private static final int BYTES = 2 * BODY;
  private static final int ALIGNMENT_BYTES = 64;
  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  private final MemorySegment memory = Arena.ofAuto().allocate(BYTES, ALIGNMENT_BYTES);

  private Scratch() {}

  static Scratch ofThread() {
    return OF_THREAD.get();
  }

  /** The address of one of its places. */
  long at(int place) {
    return memory.address() + place;
  }

  /** Lays out a message of an {@link Aead}, as its methods are given it. */
  void lay(
      byte[] nonce,
      byte[] associated,
      int associatedOffset,
      int associatedBytes,
      byte[] bytes,
      int offset,
      int length) {
    write(NONCE, nonce, 0, nonce.length);
    write(ASSOCIATED, associated, associatedOffset, associatedBytes);
    write(BODY, bytes, offset, length);
  }

  /**
   * Lays out a message whose packet is worked on where it is to lie in the end.
   *
   * @param length of the packet, behind which there is room for a tag
   * @return the packet's address
   */
  long lay(byte[] nonce, byte[] packet, int length, MemorySegment out, long offset) {
    Objects.checkFromIndexSize(offset, (long) length + Aead.TAG_BYTES, out.byteSize());
    write(NONCE, nonce, 0, nonce.length);
    MemorySegment.copy(packet, 0, out, JAVA_BYTE, offset, length);
    return out.address() + offset;
  }

  void write(int place, byte[] bytes, int offset, int length) {
    MemorySegment.copy(bytes, offset, memory, JAVA_BYTE, place, length);
  }

  void read(int place, byte[] bytes, int offset, int length) {
    MemorySegment.copy(memory, JAVA_BYTE, place, bytes, offset, length);
  }

  /** Whether two tags are the same; looks at every byte, so that its time tells nothing. */
  boolean areTagsEqual(int one, int other) {
    long difference = word(one) ^ word(other);
    difference |= word(one + Long.BYTES) ^ word(other + Long.BYTES);
    return difference == 0;
  }

  private long word(int place) {
    return memory.get(JAVA_LONG_UNALIGNED, place);
  }
}
