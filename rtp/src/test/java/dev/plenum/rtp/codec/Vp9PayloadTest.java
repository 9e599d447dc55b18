package dev.plenum.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.Embedded;
import dev.plenum.rtp.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Vp9PayloadTest {
  /** The first bytes of a key frame of 320x180 pixels from libvpx 1.12. */
  private static final String KEY_FRAME = "82 498342 0013f00b36 0c38241c";

  private static final String INTER_FRAME = "86004092";

  private final FrameMark mark = new FrameMark();

  @Test
  void shouldReadKeyFrameWithoutLayers() {
    assertThat(parse("8c d234", KEY_FRAME)).isTrue();
    assertThat(mark.keyFrame()).isTrue();
    assertThat(mark.startOfFrame()).isTrue();
    assertThat(mark.endOfFrame()).isTrue();
    assertThat(mark.pictureId()).isEqualTo(0x5234);
    assertThat(mark.pictureIdBits()).isEqualTo(15);
    assertThat(mark.pictureIdPosition()).isEqualTo(1);
    assertThat(mark.tl0PicIdx()).isEqualTo(FrameMark.ABSENT);
    assertThat(mark.width()).isEqualTo(320);
    assertThat(mark.height()).isEqualTo(180);
  }

  @Test
  void shouldReadLayersInNonFlexibleMode() {
    assertThat(parse("e4 34 55 99", INTER_FRAME)).isTrue();
    assertThat(mark.pictureId()).isEqualTo(0x34);
    assertThat(mark.pictureIdBits()).isEqualTo(7);
    assertThat(mark.temporalId()).isEqualTo(2);
    assertThat(mark.switchingPoint()).isTrue();
    assertThat(mark.spatialId()).isEqualTo(2);
    assertThat(mark.interLayerDependent()).isTrue();
    assertThat(mark.interPictureDependent()).isTrue();
    assertThat(mark.unreferencedAbove()).isFalse();
    assertThat(mark.tl0PicIdx()).isEqualTo(0x99);
    assertThat(mark.tl0PicIdxPosition()).isEqualTo(3);
    assertThat(mark.startOfFrame()).isFalse();
    assertThat(mark.keyFrame()).isFalse();
  }

  @Test
  void shouldReadReferencesInFlexibleMode() {
    assertThat(parse("f8 34 20 03 05 06", INTER_FRAME)).isTrue();
    assertThat(mark.temporalId()).isEqualTo(1);
    assertThat(mark.switchingPoint()).isFalse();
    assertThat(mark.tl0PicIdx()).isEqualTo(FrameMark.ABSENT);
    assertThat(mark.startOfFrame()).isTrue();
    assertThat(mark.keyFrame()).isFalse();
  }

  @Test
  void shouldReadThatNoUpperLayerNeedsTheFrame() {
    assertThat(parse("e5 34 10 99", INTER_FRAME)).isTrue();
    assertThat(mark.unreferencedAbove()).isTrue();
    assertThat(mark.spatialLayers()).isZero();
  }

  @Test
  void shouldReadScalabilityStructure() {
    String structure =
        "58" // three layers with sizes and a picture group
            + "0140 00b4 0280 0168 0500 02d0"
            + "02 04 01 28 01 02"; // of two pictures, with one and with two references
    assertThat(parse("aa 34 00 07", structure, KEY_FRAME)).isTrue();
    assertThat(mark.keyFrame()).isTrue();
    assertThat(mark.tl0PicIdx()).isEqualTo(7);
    assertThat(mark.spatialLayers()).isEqualTo(3);
    assertThat(mark.interPictureDependent()).isFalse();
    assertThat(mark.width()).isEqualTo(1_280);
    assertThat(mark.height()).isEqualTo(720);
  }

  @Test
  void shouldCallOnlyTheLowestLayerOfAPictureAKeyFrame() {
    // In a key picture the upper layers refer to the ones below, not to other pictures.
    assertThat(parse("a8 34 03 07", INTER_FRAME)).isTrue();
    assertThat(mark.spatialId()).isEqualTo(1);
    assertThat(mark.interLayerDependent()).isTrue();
    assertThat(mark.startOfFrame()).isTrue();
    assertThat(mark.keyFrame()).isFalse();
  }

  @Test
  void shouldNotTakeIntraOnlyOrRepeatedFramesForKeyFrames() {
    assertThat(parse("88 34", INTER_FRAME)).isTrue();
    assertThat(mark.keyFrame()).isFalse();
    assertThat(parse("88 34", "88")).isTrue();
    assertThat(mark.keyFrame()).isFalse();
  }

  /**
   * Heads of key frames of 320x180 pixels that libvpx 1.12 wrote in the profiles 0 to 2, 4:4:4 and
   * RGB among them.
   */
  @ParameterizedTest
  @CsvSource({
    "824983420013f00b360c",
    "a249834200027e0166c187",
    "a2498342e013f00b361038",
    "924983420009f8059b091c"
  })
  void shouldReadTheSizeInEveryProfile(String frame) {
    assertThat(parse("08", frame)).isTrue();
    assertThat(mark.keyFrame()).isTrue();
    assertThat(mark.width()).isEqualTo(320);
    assertThat(mark.height()).isEqualTo(180);
  }

  @Test
  void shouldLeaveTheSizeOpenIfTheHeadIsCutShort() {
    assertThat(parse("08", "82 498342 0013")).isTrue();
    assertThat(mark.keyFrame()).isTrue();
    assertThat(mark.width()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "08", // no payload
        "80 ff", // half a picture id
        "80 80 01", // and no payload behind a whole one
        "20", // no layer
        "20 00", // no TL0PICIDX
        "20 00 00", // no payload
        "50 01 01 01 aa", // a fourth reference announced
        "50 01", // a reference that is not there
        "02", // no structure
        "02 10 0140", // no sizes
        "02 08", // no pictures
        "02 08 02 00", // one of two pictures
        "02 08 01 0c aa bb", // two of three references
      })
  void shouldRefuseWhatDoesNotFit(String hex) {
    assertThat(parse(hex)).isFalse();
  }

  private boolean parse(String... hex) {
    byte[] payload = Hex.bytes(hex);
    byte[] bytes = Embedded.between((byte) 0, payload);
    return Codec.VP9.parser().parse(bytes, Embedded.OFFSET, payload.length, mark);
  }
}
