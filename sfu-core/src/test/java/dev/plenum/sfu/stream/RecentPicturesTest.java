package dev.plenum.sfu.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentPicturesTest {

  private final RecentPictures pictures = new RecentPictures();
  private int timestamp;
  private long nowNanos;

  /** Of two packets each. */
  private void come(int count) {
    for (int i = 0; i < count; i++) {
      timestamp += 6_000;
      pictures.note(timestamp, ++nowNanos);
      pictures.note(timestamp, ++nowNanos);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, Integer.MAX_VALUE - 20_000, -10_000})
  void shouldSayWhetherSeveralPicturesCameSince(int firstTimestamp) {
    timestamp = firstTimestamp;
    nowNanos = Long.MAX_VALUE - 9;
    come(20);
    long sinceNanos = nowNanos;

    come(RecentPictures.COUNT - 1);
    assertThat(pictures.allBeganAfter(sinceNanos)).isFalse();
    come(1);
    assertThat(pictures.allBeganAfter(sinceNanos)).isTrue();
  }

  @Test
  void shouldNotSpeakOfPicturesThatDidNotCome() {
    come(RecentPictures.COUNT - 1);

    assertThat(pictures.allBeganAfter(-1)).isFalse();
  }

  @Test
  void shouldNotCountPacketsThatComeLate() {
    come(RecentPictures.COUNT);
    long sinceNanos = nowNanos;
    for (int i = 1; i < 20; i++) {
      pictures.note(timestamp - i, ++nowNanos);
    }

    assertThat(pictures.allBeganAfter(sinceNanos)).isFalse();
  }
}
