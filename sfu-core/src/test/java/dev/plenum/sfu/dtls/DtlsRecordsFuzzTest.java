package dev.plenum.sfu.dtls;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Anything with a first byte from 20 to 63 is taken for DTLS. */
class DtlsRecordsFuzzTest {
  private static final int HEADER_BYTES = 13;

  @FuzzTest
  void shouldLetOnlyWholeRecordsPass(byte[] datagram) {
    byte[] shifted = new byte[datagram.length + 1];
    System.arraycopy(datagram, 0, shifted, 1, datagram.length);
    boolean whole = DtlsRecords.areWhole(datagram, 0, datagram.length);
    if (whole != DtlsRecords.areWhole(shifted, 1, datagram.length)) {
      throw new AssertionError("an offset makes a difference");
    }
    if (whole && walk(datagram) != datagram.length) {
      throw new AssertionError("records do not fill the datagram");
    }
  }

  private static int walk(byte[] datagram) {
    int at = 0;
    while (at + HEADER_BYTES <= datagram.length) {
      at += HEADER_BYTES + ((datagram[at + 11] & 0xFF) << 8) + (datagram[at + 12] & 0xFF);
    }
    return at;
  }
}
