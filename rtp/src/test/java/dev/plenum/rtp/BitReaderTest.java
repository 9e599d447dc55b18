package dev.plenum.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class BitReaderTest {
  private final BitReader reader = new BitReader();
  private final BitWriter writer = new BitWriter();

  @Test
  void shouldReadAcrossBytes() {
    byte[] bytes = Hex.bytes("ff a5 c3");
    reader.wrap(bytes, 1, 2);
    assertThat(reader.bits(3)).isEqualTo(0b101);
    assertThat(reader.flag()).isFalse();
    assertThat(reader.bits(8)).isEqualTo(0x5c);
    assertThat(reader.remaining()).isEqualTo(4);
    reader.skip(2);
    assertThat(reader.bits(2)).isEqualTo(0b11);
    assertThat(reader.overrun()).isFalse();
  }

  @Test
  void shouldRememberReadingPastTheEnd() {
    reader.wrap(Hex.bytes("ffff"), 0, 1);
    assertThat(reader.bits(9)).isZero();
    assertThat(reader.overrun()).isTrue();
    assertThat(reader.flag()).isFalse();

    reader.wrap(Hex.bytes("ffff"), 0, 1).skip(9);
    assertThat(reader.overrun()).isTrue();
  }

  @Test
  void shouldCodeNonSymmetricNumbersAsTheSpecificationSays() {
    // The table in section 4.10.7 of the AV1 specification, for n = 5: 00, 01, 10, 110, 111.
    byte[] bytes = new byte[2];
    writer.wrap(bytes, 0);
    for (int value = 0; value < 5; value++) {
      writer.nonSymmetric(value, 5);
    }
    assertThat(writer.end()).isEqualTo(2);
    assertThat(bytes).isEqualTo(new byte[] {0b00_01_10_11, (byte) 0b0_111_0000});
  }

  @Property(tries = 300)
  void shouldReadNumbersOfAnyWidth(
      @ForAll @Size(max = 20) List<Integer> values, @ForAll @IntRange(max = 31) int narrower) {
    int width = 32 - narrower;
    byte[] bytes = Embedded.between((byte) 0xff, new byte[100]);
    writer.wrap(bytes, Embedded.OFFSET);
    values.forEach(value -> writer.bits(value, width));
    int length = writer.end();

    reader.wrap(bytes, Embedded.OFFSET, length);
    for (int value : values) {
      assertThat(reader.bits(width)).isEqualTo(value << narrower >>> narrower);
    }
    assertThat(reader.bits(reader.remaining())).isZero();
    assertThat(reader.overrun()).isFalse();
    assertThat(bytes[Embedded.OFFSET + length]).isEqualTo((byte) (length < 100 ? 0 : 0xff));
  }

  @Property(tries = 300)
  void shouldReadNonSymmetricNumbers(@ForAll @IntRange(min = 1, max = 1_000) int values) {
    byte[] bytes = new byte[2_000];
    writer.wrap(bytes, 0);
    for (int value = 0; value < values; value++) {
      writer.nonSymmetric(value, values);
    }
    reader.wrap(bytes, 0, writer.end());
    for (int value = 0; value < values; value++) {
      assertThat(reader.nonSymmetric(values)).isEqualTo(value);
    }
  }
}
