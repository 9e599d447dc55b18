package dev.plenum.sfu.dtls;

/**
 * Joins the records of a flight into as few datagrams as they fit into, as RFC 6347 section 4.1.1
 * allows: Bouncy Castle sends each by itself, and each would wake the loop and the peer. Owner: the
 * virtual thread of the handshake.
 */
final class DtlsFlight {
  private static final byte[] NOTHING = {};

  private final DtlsSink sink;
  private final int mostBytes;
  private byte[] datagram = NOTHING;
  private int length;

  /**
   * @param mostBytes of a datagram; no record is longer
   */
  DtlsFlight(DtlsSink sink, int mostBytes) {
    this.sink = sink;
    this.mostBytes = mostBytes;
  }

  void add(byte[] record, int offset, int recordBytes) {
    if (length + recordBytes > mostBytes) {
      leave();
    }
    if (length == 0) {
      datagram = new byte[mostBytes];
    }
    System.arraycopy(record, offset, datagram, length, recordBytes);
    length += recordBytes;
  }

  /** Nothing more comes for now: what there is is sent. */
  void leave() {
    if (length > 0) {
      sink.send(datagram, 0, length);
      length = 0;
      datagram = NOTHING;
    }
  }
}
