package dev.plenum.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.Embedded;
import dev.plenum.rtp.Hex;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedBlocksTest {
  private final RedBlocks blocks = new RedBlocks();

  @Test
  void shouldWalkOverRedundantBlocksAndThePrimaryOne() {
    // Offsets of 1920 and 960 ticks in 14 bits, lengths of 2 and 3 in 10 bits.
    assertThat(walk("ef 1e0002 ef 0f0003 6f", "a1a2 b1b2b3 c1c2c3c4"))
        .containsExactly("111 -1920 a1a2", "111 -960 b1b2b3", "111 -0 c1c2c3c4 primary");
  }

  @Test
  void shouldWalkOverThePrimaryBlockAlone() {
    assertThat(walk("6f c1c2")).containsExactly("111 -0 c1c2 primary");
    assertThat(walk("6f")).containsExactly("111 -0  primary");
  }

  @Test
  void shouldTakeEmptyAndLargestBlocks() {
    String largest = "aa".repeat(1_023);
    assertThat(walk("ef fffc00 ef ffffff 6f", largest))
        .containsExactly("111 -16383 ", "111 -16383 " + largest, "111 -0  primary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "ef 000000", // no primary header
        "ef 0000", // half a header
        "ef 000002 6f aa", // a block that runs over
        "ef 000001 ef 000001 6f aa", // one of two blocks
      })
  void shouldRefuseWhatDoesNotFit(String hex) {
    byte[] payload = Hex.bytes(hex);
    byte[] bytes = Embedded.between((byte) 0, payload);
    assertThat(blocks.wrap(bytes, Embedded.OFFSET, payload.length)).isFalse();
    assertThat(blocks.next()).isFalse();
  }

  private List<String> walk(String... hex) {
    byte[] payload = Hex.bytes(hex);
    byte[] bytes = Embedded.between((byte) 0xff, payload);
    assertThat(blocks.wrap(bytes, Embedded.OFFSET, payload.length)).isTrue();
    List<String> all = new ArrayList<>();
    while (blocks.next()) {
      int end = blocks.dataOffset() + blocks.dataBytes();
      String data = HexFormat.of().formatHex(bytes, blocks.dataOffset(), end);
      String primary = blocks.isPrimary() ? " primary" : "";
      all.add(blocks.payloadType() + " -" + blocks.timestampOffset() + " " + data + primary);
    }
    return all;
  }
}
