package dev.plenum.sfu.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** Takes a STUN message apart as a peer's other implementation would. */
final class StunView {
  private final byte[] message;
  private final Map<Integer, Integer> offsets = new LinkedHashMap<>();

  StunView(byte[] message) {
    this.message = message;
    ByteBuffer buffer = ByteBuffer.wrap(message);
    assertThat(buffer.getShort(2) & 0xFFFF).isEqualTo(message.length - 20);
    for (int at = 20; at < message.length; at += 4 + ((buffer.getShort(at + 2) + 3) & ~3)) {
      offsets.put(buffer.getShort(at) & 0xFFFF, at);
    }
  }

  int type() {
    return ByteBuffer.wrap(message).getShort(0);
  }

  boolean has(int attribute) {
    return offsets.containsKey(attribute);
  }

  byte[] value(int attribute) {
    int at = offsets.getOrDefault(attribute, -1);
    assertThat(at).as("attribute %x", attribute).isPositive();
    return Arrays.copyOfRange(message, at + 4, at + 4 + ByteBuffer.wrap(message).getShort(at + 2));
  }

  int errorCode() {
    byte[] value = value(0x0009);
    return value[2] * 100 + value[3];
  }

  /** Checks MESSAGE-INTEGRITY and FINGERPRINT. */
  void assertSignedWith(String pwd) {
    int at = offsets.getOrDefault(StunMessages.INTEGRITY, -1);
    assertThat(at).isPositive();
    byte[] covered = Arrays.copyOf(message, at);
    ByteBuffer.wrap(covered).putShort(2, (short) (at + 24 - 20));
    assertThat(value(StunMessages.INTEGRITY)).isEqualTo(StunMessages.hmac(pwd, covered));
    assertFingerprint();
  }

  void assertFingerprint() {
    int at = message.length - 8;
    assertThat(offsets.get(StunMessages.FINGERPRINT)).isEqualTo(at);
    CRC32 crc = new CRC32();
    crc.update(message, 0, at);
    assertThat(ByteBuffer.wrap(message).getInt(at + 4))
        .isEqualTo((int) crc.getValue() ^ 0x5354554E);
  }
}
