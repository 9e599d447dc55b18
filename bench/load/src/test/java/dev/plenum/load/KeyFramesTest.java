package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyFramesTest {
  private static final int TIMESTAMP = 3_000;

  private final KeyFrames frames = new KeyFrames();

  @Test
  void shouldBeCompleteWithTheLastPacket() {
    assertThat(frames.add(10, TIMESTAMP, true, false)).isFalse();
    assertThat(frames.add(11, TIMESTAMP, false, false)).isFalse();
    assertThat(frames.add(12, TIMESTAMP, false, true)).isTrue();
  }

  @Test
  void shouldTakePacketsInAnyOrder() {
    assertThat(frames.add(12, TIMESTAMP, false, true)).isFalse();
    assertThat(frames.add(10, TIMESTAMP, true, false)).isFalse();
    assertThat(frames.add(11, TIMESTAMP, false, false)).isTrue();
  }

  @Test
  void shouldWaitForWhatIsMissingWhileOthersCome() {
    assertThat(frames.add(10, TIMESTAMP, true, false)).isFalse();
    assertThat(frames.add(12, TIMESTAMP, false, true)).isFalse();
    assertThat(frames.add(13, TIMESTAMP + 1, false, true)).isFalse();

    assertThat(frames.add(11, TIMESTAMP, false, false)).isTrue();
  }

  @Test
  void shouldTakeNoOtherFrameForOne() {
    assertThat(frames.add(10, TIMESTAMP, false, false)).isFalse();
    assertThat(frames.add(11, TIMESTAMP, false, true)).isFalse();
    assertThat(frames.isKeyFrame(TIMESTAMP)).isFalse();
  }

  @Test
  void shouldKnowAKeyFrameByItsFirstPacket() {
    assertThat(frames.add(10, TIMESTAMP, true, false)).isFalse();
    assertThat(frames.isKeyFrame(TIMESTAMP)).isTrue();
  }

  @Test
  void shouldBeCompleteWithASinglePacket() {
    assertThat(frames.add(10, TIMESTAMP, true, true)).isTrue();
  }

  @Test
  void shouldForgetFramesThatAreLongPast() {
    assertThat(frames.add(0, 0, true, false)).isFalse();
    for (int i = 1; i <= 100; i++) {
      assertThat(frames.add(i + 1, i, false, true)).isFalse();
    }

    assertThat(frames.add(1, 0, false, true)).isFalse();
  }
}
