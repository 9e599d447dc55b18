package dev.plenum.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.BitWriter;
import dev.plenum.rtp.Embedded;
import dev.plenum.rtp.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class H264PayloadTest {
  /** A sequence parameter set of 640x360 pixels from x264, emulation prevention bytes included. */
  private static final String SPS = "6742c016d900a02ff970110000030001000003001e0f162e48";

  private static final String PPS = "68cb83cb20";

  private final FrameMark mark = new FrameMark();

  @Test
  void shouldFindKeyFrameAndSizeInAnAggregate() {
    assertThat(parse("78", "0019", SPS, "0005", PPS)).isTrue();
    assertThat(mark.keyFrame()).isTrue();
    assertThat(mark.startOfFrame()).isTrue();
    assertThat(mark.width()).isEqualTo(640);
    assertThat(mark.height()).isEqualTo(360);
  }

  @ParameterizedTest
  @CsvSource({
    // From x264: baseline, baseline cropped both ways, 4:4:4 with scaling lists, interlaced.
    "6742c01fd9005005bb0110000003001000000301e0f18324, 1280, 720",
    "6742c00cd903433e5f0110000003001000000301e0f142a480, 200, 400",
    "67f40016919b281405ff138088000003000800000300f078b16cb0, 640, 360",
    "6764001eacd940b424d8088000000300800000190f8a14cb, 720, 576",
    // From libwebrtc's sps_parser_unittest.cc, with the NAL unit's header before.
    "677a001fbcd9405005ba10000003 00c000002ae0f1831960, 1280, 720",
    "677a001ebcd940a02ff8984000000301800000 5683c58b6580, 640, 360",
    "677a000dbcd943433e5e10000003006000 0015a0f1429960, 200, 400"
  })
  void shouldReadTheSizeOfSequenceParameters(String hex, int width, int height) {
    assertThat(parse(hex)).isTrue();
    assertThat(mark.keyFrame()).isTrue();
    assertThat(mark.width()).isEqualTo(width);
    assertThat(mark.height()).isEqualTo(height);
  }

  @Test
  void shouldReadSequenceParametersWithAnOrderCycle() {
    byte[] bytes = new byte[40];
    BitWriter bits = new BitWriter().wrap(bytes, 0).bits(0x67, 8).bits(0x42001f, 24);
    golomb(bits, 0, 4); // id, frame number bits
    golomb(bits, 1); // order type 1
    bits.flag(false);
    golomb(bits, 3, 4, 2, 1, 2); // offsets, a cycle of two
    golomb(bits, 1); // reference frames
    bits.flag(false);
    golomb(bits, 19, 14); // 20 by 15 blocks
    bits.flag(true).flag(true).flag(false).flag(false);

    assertThat(Codec.H264.parser().parse(bytes, 0, bits.end(), mark)).isTrue();
    assertThat(mark.width()).isEqualTo(320);
    assertThat(mark.height()).isEqualTo(240);
  }

  @Test
  void shouldLeaveTheSizeOpenIfParametersAreCutShortOrAbsurd() {
    assertThat(parse("6742c016d900")).isTrue();
    assertThat(mark.keyFrame()).isTrue();
    assertThat(mark.width()).isZero();

    byte[] bytes = new byte[40];
    BitWriter bits = new BitWriter().wrap(bytes, 0).bits(0x67, 8).bits(0x42001f, 24);
    golomb(bits, 0, 4, 2, 1);
    bits.flag(false);
    golomb(bits, 1_000_000, 14);
    bits.flag(true).flag(true).flag(false).flag(false);
    assertThat(Codec.H264.parser().parse(bytes, 0, bits.end(), mark)).isTrue();
    assertThat(mark.width()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "65 88, true, true, false", // IDR slice of macroblock 0
    "65 40, true, false, false", // IDR slice further down
    "41 9a, false, true, false", // slice that others refer to
    "01 9a, false, true, true", // slice that none refers to
    "41 40, false, false, false", // slice further down
    "06 05, false, true, false", // supplemental information
    "09 30, false, true, false", // access unit delimiter
    "7c 85 88, true, true, false", // first fragment of an IDR slice
    "7c 05 88, false, false, false", // later one
    "7c 45 88, false, false, false", // last one
    "1c 81 9a, false, true, true", // first fragment of a slice that none refers to
    "1c 41 9a, false, false, true" // last one
  })
  void shouldTellFramesByTheirUnits(String hex, boolean key, boolean start, boolean discardable) {
    assertThat(parse(hex)).isTrue();
    assertThat(mark.keyFrame()).isEqualTo(key);
    assertThat(mark.startOfFrame()).isEqualTo(start);
    assertThat(mark.discardable()).isEqualTo(discardable);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "60", // type 0
        "79 00", // STAP-B
        "7d 85 88", // FU-B
        "78", // an empty aggregate
        "78 00", // half a size
        "78 0000", // an empty unit
        "78 0002 67", // a unit that runs over
        "78 0001 09 00", // half a second size
        "7c 85", // a fragment of nothing
      })
  void shouldRefuseWhatDoesNotFit(String hex) {
    assertThat(parse(hex)).isFalse();
  }

  private static void golomb(BitWriter bits, int... values) {
    for (int value : values) {
      int length = Integer.SIZE - Integer.numberOfLeadingZeros(value + 1);
      bits.bits(0, length - 1).bits(value + 1, length);
    }
  }

  private boolean parse(String... hex) {
    byte[] payload = Hex.bytes(hex);
    byte[] bytes = Embedded.between((byte) 0, payload);
    return Codec.H264.parser().parse(bytes, Embedded.OFFSET, payload.length, mark);
  }
}
