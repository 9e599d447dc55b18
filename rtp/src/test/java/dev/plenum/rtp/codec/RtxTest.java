package dev.plenum.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.Embedded;
import dev.plenum.rtp.Hex;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.RtpWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RtxTest {
  private final RtpPacket packet = new RtpPacket();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 0x7fff, 0x8000, 0xffff})
  void shouldUnwrapWhatWasWrapped(int originalSequence) {
    byte[] bytes = new byte[100];
    RtpWriter writer = new RtpWriter().begin(bytes, 3).marker(true).payloadType(97);
    writer.sequenceNumber(500).timestamp(90_000).ssrc(22).csrc(5).extension(4, 0xabcd, 2);
    writer.originalSequenceNumber(originalSequence).payload(Hex.bytes("010203"), 0, 3);
    assertThat(packet.wrap(bytes, 3, writer.end())).isTrue();

    assertThat(Rtx.originalSequenceNumber(packet)).isEqualTo(originalSequence);
    assertThat(Rtx.unwrap(packet, 11, 96)).isTrue();
    assertThat(packet.sequenceNumber()).isEqualTo(originalSequence);
    assertThat(packet.ssrc()).isEqualTo(11);
    assertThat(packet.payloadType()).isEqualTo(96);
    assertThat(packet.marker()).isTrue();
    assertThat(packet.timestamp()).isEqualTo(90_000);
    assertThat(packet.csrc(0)).isEqualTo(5);
    assertThat(packet.extensionBytes(4)).isEqualTo(2);
    int payload = packet.payloadOffset();
    assertThat(Arrays.copyOfRange(bytes, payload, payload + packet.payloadBytes()))
        .isEqualTo(Hex.bytes("010203"));
  }

  @Test
  void shouldKeepPadding() {
    byte[] bytes = Hex.bytes("a0 61 0001 00000000 00000016", "1234 aabb", "0002");
    assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
    assertThat(Rtx.unwrap(packet, 11, 96)).isTrue();
    assertThat(packet.payloadBytes()).isEqualTo(2);
    assertThat(packet.paddingBytes()).isEqualTo(2);
  }

  @Test
  void shouldUnwrapAnEmptyPacket() {
    byte[] bytes = Hex.bytes("80 61 0001 00000000 00000016", "1234");
    assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
    assertThat(Rtx.unwrap(packet, 11, 96)).isTrue();
    assertThat(packet.payloadBytes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a0 61 0001 00000000 00000016 00000004", // padding only, as congestion control probes with
        "80 61 0001 00000000 00000016 12", // half a number
        "80 61 0001 00000000 00000016", // nothing
      })
  void shouldLeaveWhatHoldsNoPacket(String hex) {
    byte[] original = Hex.bytes(hex);
    byte[] bytes = Embedded.between((byte) 0x12, original);
    assertThat(packet.wrap(bytes, Embedded.OFFSET, original.length)).isTrue();
    assertThat(Rtx.originalSequenceNumber(packet)).isEqualTo(-1);
    assertThat(Rtx.unwrap(packet, 11, 96)).isFalse();
    assertThat(bytes).isEqualTo(Embedded.between((byte) 0x12, original));
  }
}
