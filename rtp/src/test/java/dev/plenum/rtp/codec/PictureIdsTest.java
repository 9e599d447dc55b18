package dev.plenum.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.Hex;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PictureIdsTest {
  private final FrameMark mark = new FrameMark();

  /** Descriptors of both codecs with a short and a long picture id and a TL0PICIDX. */
  @ParameterizedTest
  @CsvSource({
    "VP8, 7, 90 c0 05 77 b10200",
    "VP8, 15, 90 c0 8005 77 b10200",
    "VP9, 7, e8 05 00 77 860040",
    "VP9, 15, e8 8005 00 77 860040"
  })
  void shouldWriteEveryNumberAndNothingElse(Codec codec, int bits, String hex) {
    byte[] bytes = Hex.bytes(hex);
    int end = 1 << bits;
    for (int pictureId = 0; pictureId < end + 3; pictureId++) {
      assertThat(codec.parser().parse(bytes, 0, bytes.length, mark)).isTrue();
      PictureIds.writePictureId(bytes, mark.pictureIdPosition(), mark.pictureIdBits(), pictureId);
      PictureIds.writeTl0PicIdx(bytes, mark.tl0PicIdxPosition(), pictureId);

      assertThat(codec.parser().parse(bytes, 0, bytes.length, mark)).isTrue();
      assertThat(mark.pictureId()).isEqualTo(pictureId % end);
      assertThat(mark.pictureIdBits()).isEqualTo(bits);
      assertThat(mark.tl0PicIdx()).isEqualTo(pictureId & 0xff);
    }
    PictureIds.writePictureId(bytes, mark.pictureIdPosition(), bits, 5);
    PictureIds.writeTl0PicIdx(bytes, mark.tl0PicIdxPosition(), 0x77);
    assertThat(bytes).isEqualTo(Hex.bytes(hex));
  }
}
