package dev.plenum.sfu.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.plenum.rtp.RtpPacket;

/** Any payload is refused, or comes apart into whole packets of other payload types. */
class UnpackedSoundFuzzTest {
  private static final int RED = 63;

  @FuzzTest
  void shouldTakeAnythingApart(byte[] payload) {
    byte[] bytes = new byte[RtpPacket.FIXED_HEADER_BYTES + payload.length];
    bytes[0] = (byte) 0x80;
    bytes[1] = RED;
    System.arraycopy(payload, 0, bytes, RtpPacket.FIXED_HEADER_BYTES, payload.length);
    RtpPacket packet = new RtpPacket();
    assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
    UnpackedSound sound = new UnpackedSound();
    if (!sound.open(packet)) {
      return;
    }
    int copiedBytes = 0;
    while (sound.nextCopy()) {
      RtpPacket copy = sound.copy();
      assertThat(copy.payloadType()).isNotEqualTo(RED);
      copiedBytes += copy.payloadBytes();
    }
    sound.strip();
    assertThat(packet.payloadType()).isNotEqualTo(RED);
    assertThat(packet.payloadBytes()).isBetween(0, payload.length - 1 - copiedBytes);
  }
}
