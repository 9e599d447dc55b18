package dev.plenum.sfu.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class DtlsRecordsTest {

  private static final int ALERT = 21;

  @Test
  void shouldTakeSealedRecordsThatHoldTheirSeal() {
    assertThat(areWhole(record(1, 24))).isTrue();
    assertThat(areWhole(record(1, 26))).isTrue();
  }

  /** Anybody who knows a peer's address can send these; Bouncy Castle would end the association. */
  @Test
  void shouldRefuseSealedRecordsTooShortForTheirSeal() {
    for (int bytes = 0; bytes < 24; bytes++) {
      assertThat(areWhole(record(1, bytes))).as("%d bytes", bytes).isFalse();
    }
  }

  @Test
  void shouldTakeShortRecordsOfTheHandshake() {
    assertThat(areWhole(record(0, 2))).isTrue();
  }

  /** Bouncy Castle ends an established association at the reserved version 0xFEFE. */
  @Test
  void shouldRefuseVersionsThatAreNone() {
    for (int version = 0; version <= 0xFFFF; version++) {
      byte[] datagram = record(1, 24);
      ByteBuffer.wrap(datagram).putShort(1, (short) version);
      assertThat(areWhole(datagram))
          .as("%04x", version)
          .isEqualTo(version == 0xFEFF || version == 0xFEFD);
    }
  }

  private static boolean areWhole(byte[] datagram) {
    return DtlsRecords.areWhole(datagram, 0, datagram.length);
  }

  private static byte[] record(int epoch, int fragmentBytes) {
    return ByteBuffer.allocate(13 + fragmentBytes)
        .put((byte) ALERT)
        .putShort((short) 0xfefd)
        .putShort((short) epoch)
        .put(new byte[6])
        .putShort((short) fragmentBytes)
        .array();
  }
}
