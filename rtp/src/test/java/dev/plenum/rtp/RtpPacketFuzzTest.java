package dev.plenum.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

final class RtpPacketFuzzTest {
  private final RtpPacket packet = new RtpPacket();

  @FuzzTest
  void shouldStayWithinThePacket(byte[] input) {
    byte[] bytes = Embedded.between((byte) 0x10, input);
    if (!packet.wrap(bytes, Embedded.OFFSET, input.length)) {
      return;
    }
    int end = Embedded.OFFSET + input.length;
    assertThat(packet.payloadBytes()).isNotNegative();
    assertThat(packet.payloadOffset() + packet.payloadBytes() + packet.paddingBytes())
        .isEqualTo(end);
    for (int i = 0; i < packet.csrcCount(); i++) {
      packet.csrc(i);
    }
    for (int id = 0; id <= 256; id++) {
      int offset = packet.extensionOffset(id);
      if (offset >= 0) {
        assertThat(offset).isGreaterThan(Embedded.OFFSET + RtpPacket.FIXED_HEADER_BYTES);
        assertThat(offset + packet.extensionBytes(id)).isLessThanOrEqualTo(packet.payloadOffset());
      }
    }
  }
}
