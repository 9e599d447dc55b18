package dev.plenum.sfu.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.RtpWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackedSoundTest {
  private static final int RED = 63;
  private static final int OFFSET = 3;

  private final UnpackedSound sound = new UnpackedSound();
  private final byte[] bytes = new byte[1_500];
  private final RtpPacket packet = new RtpPacket();
  private int paddingBytes;

  @Test
  void shouldTakeCopiesAndLeaveOwnSound() {
    // Offsets of 1920 and 960 ticks in 14 bits, lengths of 2 and 3 in 10 bits.
    assertThat(unpack(1_000, 48_000, "ef 1e0002 ef 0f0003 6f a1a2 b1b2b3 c1c2c3c4"))
        .containsExactly("998 46080 111 a1a2", "999 47040 111 b1b2b3", "1000 48000 111 c1c2c3c4");
    assertThat(packet.extensionOffset(2)).isEqualTo(OFFSET + 17);
    assertThat(packet.marker()).isTrue();
  }

  @Test
  void shouldTakeOwnSoundAlone() {
    assertThat(unpack(1_000, 48_000, "6f c1c2")).containsExactly("1000 48000 111 c1c2");
    assertThat(unpack(1_000, 48_000, "6f")).containsExactly("1000 48000 111 ");
  }

  @Test
  void shouldLeaveOutPadding() {
    paddingBytes = 7;
    assertThat(unpack(1_000, 48_000, "ef 0f0001 6f b1 c1c2"))
        .containsExactly("999 47040 111 b1", "1000 48000 111 c1c2");
    assertThat(packet.paddingBytes()).isZero();
    RtpPacket again = new RtpPacket();
    assertThat(again.wrap(bytes, OFFSET, packet.length())).isTrue();
    assertThat(again.payloadBytes()).isEqualTo(2);
  }

  @Test
  void shouldPassOverEmptyCopies() {
    assertThat(unpack(1_000, 48_000, "ef 1e0000 ef 0f0001 6f b1 c1"))
        .containsExactly("999 47040 111 b1", "1000 48000 111 c1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 127, 32_767, 32_768, 65_535})
  void shouldCountBackWhereNumbersAndTimesWrap(int number) {
    List<String> unpacked = unpack(number, 959, "ef 1e0001 ef 0f0001 6f a1 b1 c1");
    assertThat(unpacked)
        .containsExactly(
            (number - 2 & 0xffff) + " -961 111 a1",
            (number - 1 & 0xffff) + " -1 111 b1",
            number + " 959 111 c1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "ef 000000", // no primary header
        "ef 000002 6f aa", // a block that runs over
        "3f aa", // its own payload type inside
        "bf 0f0001 6f a1 c1", // a copy of its own payload type
      })
  void shouldRefuseWhatIsNoSound(String payload) {
    compose(1, 1, HexFormat.of().parseHex(payload.replace(" ", "")));
    assertThat(sound.open(packet)).isFalse();
  }

  @Test
  void shouldTakeTheLargestCopy() {
    List<String> unpacked = unpack(5, 20_000, "ef ffffff 6f" + "aa".repeat(1_023) + "bb");
    assertThat(unpacked).containsExactly("4 3617 111 " + "aa".repeat(1_023), "5 20000 111 bb");
  }

  private List<String> unpack(int number, int timestamp, String payload) {
    compose(number, timestamp, HexFormat.of().parseHex(payload.replace(" ", "")));
    List<String> all = new ArrayList<>();
    assertThat(sound.open(packet)).isTrue();
    while (sound.nextCopy()) {
      if (sound.isFilled()) {
        RtpPacket copy = sound.copy();
        assertThat(copy.sequenceNumber()).isEqualTo(sound.sequenceNumber());
        assertThat(copy.ssrc()).isEqualTo(77);
        all.add(described(copy));
      }
    }
    sound.strip();
    all.add(described(packet));
    return all;
  }

  private void compose(int number, int timestamp, byte[] payload) {
    Arrays.fill(bytes, (byte) 0xff);
    RtpWriter writer =
        new RtpWriter()
            .begin(bytes, OFFSET)
            .marker(true)
            .ssrc(77)
            .payloadType(RED)
            .sequenceNumber(number)
            .timestamp(timestamp)
            .extension(2, 0x94, 1)
            .payload(payload, 0, payload.length);
    if (paddingBytes > 0) {
      writer.padding(paddingBytes);
    }
    assertThat(packet.wrap(bytes, OFFSET, writer.end())).isTrue();
  }

  private static String described(RtpPacket packet) {
    int from = packet.payloadOffset();
    return "%d %d %d %s"
        .formatted(
            packet.sequenceNumber(),
            packet.timestamp(),
            packet.payloadType(),
            HexFormat.of().formatHex(packet.bytes(), from, from + packet.payloadBytes()));
  }
}
