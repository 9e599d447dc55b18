package dev.plenum.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.Hex;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedHeaderTest {
  @Test
  void shouldWriteAsTheRfcDraws() {
    // F=1, 111, then 14 bits of 1920 and 10 bits of 2; F=0, 111.
    assertThat(written(111, 1_920, 2)).isEqualTo("ef1e00026f");
    assertThat(written(0, 16_383, 1_023)).isEqualTo("80ffffff00");
    assertThat(written(127, 1, 0)).isEqualTo("ff0004007f");
  }

  @Test
  void shouldBeReadBack() {
    byte[] payload = Hex.bytes("00000000 00 a1a2a3 b1b2");
    RedHeader.writeRedundant(payload, 0, 96, 960, 3);
    RedHeader.writePrimary(payload, 4, 96);
    RedBlocks blocks = new RedBlocks();
    assertThat(blocks.wrap(payload, 0, payload.length)).isTrue();
    assertThat(blocks.next()).isTrue();
    assertThat(blocks.timestampOffset()).isEqualTo(960);
    assertThat(blocks.dataBytes()).isEqualTo(3);
    assertThat(blocks.next()).isTrue();
    assertThat(blocks.isPrimary()).isTrue();
    assertThat(blocks.dataBytes()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, true",
    "16383, 1023, true",
    "0, 10, false",
    "-960, 10, false",
    "16384, 10, false",
    "960, 1024, false",
    "-2147483648, 10, false",
    "2147483647, 10, false"
  })
  void shouldKnowWhatItCanTell(int timestampOffset, int blockBytes, boolean fits) {
    assertThat(RedHeader.fits(timestampOffset, blockBytes)).isEqualTo(fits);
  }

  private static String written(int payloadType, int timestampOffset, int blockBytes) {
    byte[] bytes = new byte[RedHeader.REDUNDANT_BYTES + RedHeader.PRIMARY_BYTES];
    RedHeader.writeRedundant(bytes, 0, payloadType, timestampOffset, blockBytes);
    RedHeader.writePrimary(bytes, RedHeader.REDUNDANT_BYTES, payloadType);
    return HexFormat.of().formatHex(bytes);
  }
}
