package dev.plenum.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.BitWriter;
import dev.plenum.rtp.Embedded;
import dev.plenum.rtp.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Av1PayloadTest {
  /** The sequence header of libaom for 320x180 pixels, as an OBU without its size. */
  private static final String SEQUENCE_HEADER = "08 000000043cfeccdaf90040";

  private final FrameMark mark = new FrameMark();

  @Test
  void shouldReadKeyFrame() {
    // N, two elements: sequence header with its size before it, then the frame.
    assertThat(parse("28 0c", SEQUENCE_HEADER, "30 10b4")).isTrue();
    assertThat(mark.keyFrame()).isTrue();
    assertThat(mark.startOfFrame()).isTrue();
    assertThat(mark.width()).isEqualTo(320);
    assertThat(mark.height()).isEqualTo(180);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000000043cfeccdaf90040", // libaom
        "000000043cfeccfbf90040", // SVT-AV1
        "000000fa1e7f66210ac8101010a0", // rav1e
      })
  void shouldReadTheSizeThatEncodersWrite(String sequenceHeader) {
    assertThat(parse("18 08", sequenceHeader)).isTrue();
    assertThat(mark.width()).isEqualTo(320);
    assertThat(mark.height()).isEqualTo(180);
  }

  @Test
  void shouldReadTheSizeBehindTimingAndDecoderModel() {
    byte[] bytes = new byte[80];
    BitWriter bits = new BitWriter().wrap(bytes, 0).bits(0x18, 8).bits(0x08, 8);
    bits.bits(0, 3).flag(false).flag(false); // profile, not still, not reduced
    bits.flag(true).bits(1, 32).bits(30, 32); // timing
    bits.flag(true).bits(0b00101, 5); // equal intervals, uvlc of two zeros, a one and two bits
    bits.flag(true).bits(9, 5).bits(1, 32).bits(4, 5).bits(4, 5); // decoder model, 10 bits a delay
    bits.flag(true).bits(1, 5); // display delays, two operating points
    bits.bits(1, 12).bits(8, 5).flag(true).flag(true).bits(0, 21).flag(true).bits(3, 4);
    bits.bits(2, 12).bits(5, 5).flag(false).flag(false);
    bits.bits(10, 4).bits(9, 4).bits(1_279, 11).bits(719, 10);

    assertThat(Codec.AV1.parser().parse(bytes, 0, bits.end(), mark)).isTrue();
    assertThat(mark.width()).isEqualTo(1_280);
    assertThat(mark.height()).isEqualTo(720);
  }

  @Test
  void shouldReadTheSizeOfAReducedHeader() {
    byte[] bytes = new byte[20];
    BitWriter bits = new BitWriter().wrap(bytes, 0).bits(0x18, 8).bits(0x08, 8);
    bits.bits(0, 3).flag(true).flag(true).bits(4, 5);
    bits.bits(7, 4).bits(7, 4).bits(199, 8).bits(99, 8);

    assertThat(Codec.AV1.parser().parse(bytes, 0, bits.end(), mark)).isTrue();
    assertThat(mark.width()).isEqualTo(200);
    assertThat(mark.height()).isEqualTo(100);
  }

  @Test
  void shouldReadLayersOfTheFrame() {
    // A temporal unit's metadata without a layer, then a frame of temporal layer 2 and spatial
    // layer 1.
    assertThat(parse("20 02 2801", "34 48 aa")).isTrue();
    assertThat(mark.temporalId()).isEqualTo(2);
    assertThat(mark.spatialId()).isEqualTo(1);
    assertThat(mark.startOfFrame()).isTrue();
    assertThat(mark.keyFrame()).isFalse();
  }

  @Test
  void shouldWalkOverUncountedElementsOfAnySize() {
    assertThat(parse("00", "00", "02 2801", "82 8000 2801", "03 3448aa")).isTrue();
    assertThat(mark.temporalId()).isEqualTo(2);
  }

  @Test
  void shouldReadUnitsThatRepeatTheirSize() {
    assertThat(parse("18 0a 0b 000000043cfeccdaf90040")).isTrue();
    assertThat(mark.width()).isEqualTo(320);
  }

  @Test
  void shouldNotReadIntoTheFragmentThatContinues() {
    assertThat(parse("90", "34 48 aa")).isTrue();
    assertThat(mark.startOfFrame()).isFalse();
    assertThat(mark.temporalId()).isZero();

    assertThat(parse("a0", "02 aabb", "34 48 aa")).isTrue();
    assertThat(mark.startOfFrame()).isTrue();
    assertThat(mark.temporalId()).isEqualTo(2);
  }

  @Test
  void shouldLeaveTheSizeOpenIfTheHeaderIsCutShort() {
    assertThat(parse("18 08 00000004")).isTrue();
    assertThat(mark.keyFrame()).isTrue();
    assertThat(mark.width()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "10", // no element
        "98 30 aa", // a new sequence that begins in the middle of a unit
        "20 05 30 aa", // an element that runs over
        "20 80", // a size without an end
        "00 ffffffffffff", // the same, longer
        "00 ffffffff0f 30", // a size beyond any packet
      })
  void shouldRefuseWhatDoesNotFit(String hex) {
    assertThat(parse(hex)).isFalse();
  }

  private boolean parse(String... hex) {
    byte[] payload = Hex.bytes(hex);
    byte[] bytes = Embedded.between((byte) 0, payload);
    return Codec.AV1.parser().parse(bytes, Embedded.OFFSET, payload.length, mark);
  }
}
