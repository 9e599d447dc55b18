package dev.plenum.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.plenum.rtp.Embedded;
import java.util.List;

/**
 * Whatever a payload holds, its parser must neither throw nor let what lies around the payload
 * change the outcome.
 */
final class PayloadFuzzTest {
  private final FrameMark mark = new FrameMark();
  private final FrameMark otherMark = new FrameMark();

  @FuzzTest
  void shouldReadAnyVp8(byte[] payload) {
    read(Codec.VP8, payload);
  }

  @FuzzTest
  void shouldReadAnyVp9(byte[] payload) {
    read(Codec.VP9, payload);
  }

  @FuzzTest
  void shouldReadAnyH264(byte[] payload) {
    read(Codec.H264, payload);
  }

  @FuzzTest
  void shouldReadAnyAv1(byte[] payload) {
    read(Codec.AV1, payload);
  }

  @FuzzTest
  void shouldReadAnyRed(byte[] payload) {
    byte[] bytes = Embedded.between((byte) 0x80, payload);
    RedBlocks blocks = new RedBlocks();
    if (!blocks.wrap(bytes, Embedded.OFFSET, payload.length)) {
      return;
    }
    int dataEnd = 0;
    while (blocks.next()) {
      assertThat(blocks.dataBytes()).isNotNegative();
      dataEnd = blocks.dataOffset() + blocks.dataBytes();
      assertThat(dataEnd).isLessThanOrEqualTo(Embedded.OFFSET + payload.length);
    }
    assertThat(blocks.isPrimary()).isTrue();
    assertThat(dataEnd).isEqualTo(Embedded.OFFSET + payload.length);
  }

  private void read(Codec codec, byte[] payload) {
    PayloadParser parser = codec.parser();
    byte[] amongZeros = Embedded.between((byte) 0, payload);
    byte[] amongOnes = Embedded.between((byte) 0xff, payload);

    boolean read = parser.parse(amongZeros, Embedded.OFFSET, payload.length, mark);
    assertThat(parser.parse(amongOnes, Embedded.OFFSET, payload.length, otherMark)).isEqualTo(read);
    if (!read) {
      return;
    }
    assertThat(facts(mark)).isEqualTo(facts(otherMark));
    assertThat(mark.temporalId()).isBetween(0, 7);
    assertThat(mark.spatialId()).isBetween(0, 7);
    assertThat(mark.width()).isBetween(0, 1 << 16);
    assertThat(mark.pictureIdPosition()).isLessThan(payload.length);
    assertThat(mark.tl0PicIdxPosition()).isLessThan(payload.length);
  }

  private static List<Object> facts(FrameMark mark) {
    return List.of(
        mark.keyFrame(),
        mark.startOfFrame(),
        mark.endOfFrame(),
        mark.switchingPoint(),
        mark.discardable(),
        mark.interLayerDependent(),
        mark.temporalId(),
        mark.spatialId(),
        mark.pictureId(),
        mark.pictureIdBits(),
        mark.tl0PicIdx(),
        mark.width(),
        mark.height());
  }
}
