package dev.plenum.rtp.rtcp;

/**
 * The 16-bit words in which transport-wide feedback packs packet statuses
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01 sections 3.1.3 and 3.1.4).
 *
 * <pre>
 *   0                   1
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |0| S |       run length        |   one symbol for a run
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |1|0|  14 symbols of one bit    |   not received, or received with a small delta
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |1|1|   7 symbols of two bits   |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class StatusChunk {
  static final int ONE_BIT_SYMBOLS = 14;
  static final int TWO_BIT_SYMBOLS = 7;
  static final int LONGEST_RUN = 0x1fff;

  private static final int VECTOR = 0x8000;
  private static final int TWO_BIT = 0x4000;
  private static final int RESERVED_SYMBOL = 3;

  private StatusChunk() {}

  static int packets(int word) {
    if ((word & VECTOR) == 0) {
      // A run of none would never end.
      return Math.max(1, word & LONGEST_RUN);
    }
    return (word & TWO_BIT) == 0 ? ONE_BIT_SYMBOLS : TWO_BIT_SYMBOLS;
  }

  static int symbol(int word, int index) {
    if ((word & VECTOR) == 0) {
      return word >> 13;
    }
    return (word & TWO_BIT) == 0
        ? word >> (ONE_BIT_SYMBOLS - 1 - index) & 1
        : word >> (2 * (TWO_BIT_SYMBOLS - 1 - index)) & 3;
  }

  /** Bytes of the deltas of the chunk's first packets, or -1 if one has the reserved symbol. */
  static int deltaBytes(int word, int packets) {
    if ((word & VECTOR) == 0) {
      int symbol = symbol(word, 0);
      return symbol == RESERVED_SYMBOL ? -1 : symbol * packets;
    }
    int total = 0;
    for (int i = 0; i < packets; i++) {
      int symbol = symbol(word, i);
      if (symbol == RESERVED_SYMBOL) {
        return -1;
      }
      total += symbol;
    }
    return total;
  }

  static int run(int symbol, int packets) {
    return symbol << 13 | packets;
  }

  /**
   * A vector of the symbols from this index on, one bit each; missing ones count as not received.
   */
  static int oneBitVector(byte[] symbols, int from, int end) {
    int word = VECTOR;
    for (int i = 0; i < ONE_BIT_SYMBOLS && from + i < end; i++) {
      word |= symbols[from + i] << (ONE_BIT_SYMBOLS - 1 - i);
    }
    return word;
  }

  /**
   * A vector of the symbols from this index on, two bits each; missing ones count as not received.
   */
  static int twoBitVector(byte[] symbols, int from, int end) {
    int word = VECTOR | TWO_BIT;
    for (int i = 0; i < TWO_BIT_SYMBOLS && from + i < end; i++) {
      word |= symbols[from + i] << (2 * (TWO_BIT_SYMBOLS - 1 - i));
    }
    return word;
  }
}
