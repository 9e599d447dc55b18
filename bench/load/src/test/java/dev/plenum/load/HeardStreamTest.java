package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeardStreamTest {
  private final HeardStream stream = new HeardStream();

  @Test
  void shouldMissNothingOfAWholeStreamAcrossTheWrap() {
    add(65_534, 65_535, 0, 1);

    assertThat(stream.packets()).isEqualTo(4);
    assertThat(stream.lost()).isZero();
  }

  @Test
  void shouldCountGaps() {
    add(10, 11, 14, 16);

    assertThat(stream.lost()).isEqualTo(3);
  }

  @Test
  void shouldMissNothingThatComesLate() {
    add(10, 12, 11);

    assertThat(stream.lost()).isZero();
  }

  @Test
  void shouldMissNothingBeforeTheFirst() {
    assertThat(stream.lost()).isZero();
  }

  private void add(int... sequenceNumbers) {
    for (int sequenceNumber : sequenceNumbers) {
      stream.add(sequenceNumber, 0);
    }
  }
}
