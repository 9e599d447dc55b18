package dev.plenum.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class RtpWriterTest {
  private final RtpWriter writer = new RtpWriter();
  private final byte[] bytes = new byte[200];

  RtpWriterTest() {
    Arrays.fill(bytes, (byte) 0x55);
  }

  @Test
  void shouldWriteHeaderCsrcExtensionsAndPayload() {
    int length =
        writer
            .begin(bytes, 3)
            .marker(true)
            .payloadType(96)
            .sequenceNumber(0x1234)
            .timestamp(0x89abcdef)
            .ssrc(0xdeadbeef)
            .csrc(17)
            .extension(1, 0xa1, 1)
            .extension(2, Hex.bytes("b1b2b3"), 1, 2)
            .payload(Hex.bytes("0a0b0c0d"), 1, 2)
            .end();

    assertThat(Arrays.copyOfRange(bytes, 3, 3 + length))
        .isEqualTo(
            Hex.bytes(
                "91 e0 1234 89abcdef deadbeef",
                "00000011",
                "bede 0002 10a1 21b2b3 000000",
                "0b0c"));
  }

  @Test
  void shouldTurnToTheTwoByteFormWhereAnElementNeedsIt() {
    int length =
        writer
            .begin(bytes, 0)
            .ssrc(7)
            .extension(1, 0xa1, 1)
            .extension(2, 0xb1b2, 2)
            .extension(15, 0xc1, 1)
            .extension(3, bytes, 0, 0)
            .end();

    assertThat(Arrays.copyOf(bytes, length))
        .isEqualTo(
            Hex.bytes("90 00 0000 00000000 00000007", "1000 0003", "0101a1 0202b1b2 0f01c1 0300"));
  }

  @Test
  void shouldTurnToTheTwoByteFormForLongData() {
    byte[] data = new byte[17];
    int length = writer.begin(bytes, 0).extension(1, data, 0, 17).end();

    RtpPacket packet = new RtpPacket();
    assertThat(packet.wrap(bytes, 0, length)).isTrue();
    assertThat(packet.extensionBytes(1)).isEqualTo(17);
    assertThat(length).isEqualTo(12 + 4 + 20);
  }

  @Test
  void shouldWriteRetransmissionAndPadding() {
    int length =
        writer
            .begin(bytes, 0)
            .originalSequenceNumber(0xfffe)
            .payload(Hex.bytes("aa"), 0, 1)
            .padding(3)
            .end();

    assertThat(Arrays.copyOf(bytes, length))
        .isEqualTo(Hex.bytes("a0 00 0000 00000000 00000000 fffe aa 000003"));
  }

  @Test
  void shouldForgetThePacketBefore() {
    writer.begin(bytes, 0).csrc(1).extension(200, 1, 1).padding(1).end();
    int length = writer.begin(bytes, 0).extension(1, 1, 1).end();

    assertThat(Arrays.copyOf(bytes, length))
        .isEqualTo(Hex.bytes("90 00 0000 00000000 00000000 bede 0001 1001 0000"));
  }

  @Test
  void shouldRefuseToBeMisused() {
    byte[] some = new byte[1];
    assertThatThrownBy(() -> writer.begin(bytes, 0).payload(some, 0, 1).csrc(1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> writer.begin(bytes, 0).payload(some, 0, 1).extension(1, 1, 1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> writer.begin(bytes, 0).extension(0, 1, 1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> writer.begin(bytes, 0).padding(256))
        .isInstanceOf(IllegalStateException.class);
  }
}
