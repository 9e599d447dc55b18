package dev.plenum.sfu.dtls;

/**
 * The outline of DTLS records, looked at before anything is kept of a datagram.
 *
 * <pre>
 *   record     type 8 | version 16 | epoch 16 | sequence 48 | length 16 | fragment
 *   handshake  type 8 | length 24 | sequence 16 | fragment offset 24 | fragment length 24 | body
 * </pre>
 *
 * <p>Source: RFC 6347 §4.1 and §4.2.2.
 */
final class DtlsRecords {
  static final int HANDSHAKE = 22;

  private static final int HEADER_BYTES = 13;
  private static final int VERSION_OFFSET = 1;
  private static final int EPOCH_OFFSET = 3;
  private static final int LENGTH_OFFSET = 11;
  private static final int FIRST_TYPE = 20;
  private static final int LAST_TYPE = 25;

  /**
   * A ClientHello may come as 1.0; Bouncy Castle ends the association at a version that is none.
   */
  private static final int DTLS_1_0 = 0xFEFF;

  private static final int DTLS_1_2 = 0xFEFD;
  private static final int HANDSHAKE_HEADER_BYTES = 12;

  /**
   * Nonce and tag of AES-GCM (RFC 5288 §3). Bouncy Castle drops a forged record but ends the
   * association at one which is too short to be one.
   */
  private static final int SEAL_BYTES = 8 + 16;

  /** Bouncy Castle reserves what a fragment claims; a certificate chain stays far below this. */
  private static final int MAX_MESSAGE_BYTES = 32 * 1024;

  private DtlsRecords() {}

  /** Whether the datagram is a row of whole records with messages of a sane size. */
  static boolean areWhole(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (end - at >= HEADER_BYTES) {
      int type = bytes[at] & 0xFF;
      int version = uint(bytes, at + VERSION_OFFSET, 2);
      int fragmentBytes = uint(bytes, at + LENGTH_OFFSET, 2);
      int next = at + HEADER_BYTES + fragmentBytes;
      if (type < FIRST_TYPE
          || type > LAST_TYPE
          || (version != DTLS_1_0 && version != DTLS_1_2)
          || next > end) {
        return false;
      }
      boolean sealed = uint(bytes, at + EPOCH_OFFSET, 2) != 0;
      if (sealed && fragmentBytes < SEAL_BYTES) {
        return false;
      }
      if (!sealed && type == HANDSHAKE && !areMessagesSane(bytes, at + HEADER_BYTES, next)) {
        return false;
      }
      at = next;
    }
    return at == end && length > 0;
  }

  private static boolean areMessagesSane(byte[] bytes, int start, int end) {
    int at = start;
    while (end - at >= HANDSHAKE_HEADER_BYTES) {
      int messageBytes = uint(bytes, at + 1, 3);
      int fragmentBytes = uint(bytes, at + 9, 3);
      if (messageBytes > MAX_MESSAGE_BYTES || fragmentBytes > end - at - HANDSHAKE_HEADER_BYTES) {
        return false;
      }
      at += HANDSHAKE_HEADER_BYTES + fragmentBytes;
    }
    return at == end;
  }

  private static int uint(byte[] bytes, int offset, int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = (value << Byte.SIZE) | (bytes[offset + i] & 0xFF);
    }
    return value;
  }
}
