package dev.plenum.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.Embedded;
import dev.plenum.rtp.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Vp8PayloadTest {
  /** The first bytes of a key frame of 200x400 pixels from libvpx 1.12. */
  private static final String KEY_FRAME = "505800 9d012a c800 9001 00070885";

  private static final String INTER_FRAME = "b10200";

  private final FrameMark mark = new FrameMark();

  @Test
  void shouldReadKeyFrameBehindTheShortestDescriptor() {
    assertThat(parse("10", KEY_FRAME)).isTrue();
    assertThat(mark.keyFrame()).isTrue();
    assertThat(mark.startOfFrame()).isTrue();
    assertThat(mark.endOfFrame()).isFalse();
    assertThat(mark.switchingPoint()).isTrue();
    assertThat(mark.width()).isEqualTo(200);
    assertThat(mark.height()).isEqualTo(400);
    assertThat(mark.pictureId()).isEqualTo(FrameMark.ABSENT);
    assertThat(mark.pictureIdPosition()).isEqualTo(FrameMark.ABSENT);
    assertThat(mark.tl0PicIdx()).isEqualTo(FrameMark.ABSENT);
  }

  @Test
  void shouldReadEveryField() {
    assertThat(parse("90 f0 d234 7f a5", KEY_FRAME)).isTrue();
    assertThat(mark.pictureId()).isEqualTo(0x5234);
    assertThat(mark.pictureIdBits()).isEqualTo(15);
    assertThat(mark.pictureIdPosition()).isEqualTo(2);
    assertThat(mark.tl0PicIdx()).isEqualTo(0x7f);
    assertThat(mark.tl0PicIdxPosition()).isEqualTo(4);
    assertThat(mark.temporalId()).isEqualTo(2);
    assertThat(mark.keyFrame()).isTrue();
  }

  @Test
  void shouldReadShortPictureId() {
    assertThat(parse("90 80 34", INTER_FRAME)).isTrue();
    assertThat(mark.pictureId()).isEqualTo(0x34);
    assertThat(mark.pictureIdBits()).isEqualTo(7);
    assertThat(mark.keyFrame()).isFalse();
    assertThat(mark.width()).isZero();
  }

  @Test
  void shouldReadTemporalLayersOfInterFrames() {
    assertThat(parse("b0 20 60", INTER_FRAME)).isTrue();
    assertThat(mark.temporalId()).isEqualTo(1);
    assertThat(mark.switchingPoint()).isTrue();
    assertThat(mark.discardable()).isTrue();

    assertThat(parse("90 20 c0", INTER_FRAME)).isTrue();
    assertThat(mark.temporalId()).isEqualTo(3);
    assertThat(mark.switchingPoint()).isFalse();
    assertThat(mark.discardable()).isFalse();
  }

  @Test
  void shouldNotTakeALayerFromTheKeyIndexAlone() {
    assertThat(parse("90 10 e5", INTER_FRAME)).isTrue();
    assertThat(mark.temporalId()).isZero();
    assertThat(mark.switchingPoint()).isFalse();
  }

  @Test
  void shouldNotTakeLaterPacketsOrPartitionsForTheStart() {
    assertThat(parse("00", KEY_FRAME)).isTrue();
    assertThat(mark.startOfFrame()).isFalse();
    assertThat(mark.keyFrame()).isFalse();

    assertThat(parse("11", KEY_FRAME)).isTrue();
    assertThat(mark.startOfFrame()).isFalse();
    assertThat(mark.keyFrame()).isFalse();
  }

  @Test
  void shouldLeaveTheSizeOpenIfTheHeadIsCutShort() {
    assertThat(parse("10", KEY_FRAME.substring(0, 18))).isTrue();
    assertThat(mark.keyFrame()).isTrue();
    assertThat(mark.width()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "90",
        "90 80",
        "90 80 80",
        "90 80 80 01",
        "90 40",
        "90 20",
        "90 e0 81 02 03"
      })
  void shouldRefuseDescriptorsWithoutAPayload(String hex) {
    assertThat(parse(hex)).isFalse();
  }

  private boolean parse(String... hex) {
    byte[] payload = Hex.bytes(hex);
    byte[] bytes = Embedded.between((byte) 0, payload);
    return Codec.VP8.parser().parse(bytes, Embedded.OFFSET, payload.length, mark);
  }
}
