package dev.plenum.sfu.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayWindowTest {
  private static final int WIDTH = 1024;

  private final ReplayWindow window = new ReplayWindow();

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 32_767, 32_768, 65_533, 65_535, 131_070, (1L << 48) - 5_000})
  void shouldFollowAStreamFromAnywhere(long start) {
    window.commit(start);
    for (long index = start + 1; index < start + 4_000; index++) {
      assertThat(window.estimate((int) index & 0xFFFF)).isEqualTo(index);
      assertThat(window.isFresh(index)).isTrue();
      window.commit(index);
      assertThat(window.isFresh(index)).isFalse();
    }
  }

  @Test
  void shouldTakeTheNumberItselfBeforeTheFirstCommit() {
    for (int sequence : new int[] {0, 1, 32_768, 65_535}) {
      assertThat(window.estimate(sequence)).isEqualTo(sequence);
      assertThat(window.isFresh(window.estimate(sequence))).isTrue();
    }
  }

  @Test
  void shouldNotTakeAPacketFromBeforeTheFirstRollover() {
    window.commit(5);

    assertThat(window.estimate(65_530)).isNegative();
    assertThat(window.isFresh(window.estimate(65_530))).isFalse();
  }

  @Test
  void shouldTakeReorderedPacketsAroundARollover() {
    window.commit(65_534);
    window.commit(65_537);

    assertThat(window.estimate(65_535)).isEqualTo(65_535);
    assertThat(window.isFresh(65_535)).isTrue();
    assertThat(window.estimate(0)).isEqualTo(65_536);
    assertThat(window.isFresh(65_536)).isTrue();
    assertThat(window.estimate(65_534)).isEqualTo(65_534);
    assertThat(window.isFresh(65_534)).isFalse();
  }

  @Test
  void shouldEstimateTheClosestIndexForEverySequenceNumber() {
    for (long highest : new long[] {0x1_8000, 0x2_0000, 0x2_7FFF, 0x2_FFFF}) {
      ReplayWindow committed = new ReplayWindow();
      committed.commit(highest);
      for (int sequence = 0; sequence <= 0xFFFF; sequence++) {
        long index = committed.estimate(sequence);
        assertThat(index & 0xFFFF).isEqualTo(sequence);
        assertThat(Math.abs(index - highest)).isLessThanOrEqualTo(0x8000);
      }
    }
  }

  @Test
  void shouldRefuseWhatIsOlderThanTheWindow() {
    window.commit(10_000);

    assertThat(window.isFresh(10_000 - WIDTH + 1)).isTrue();
    assertThat(window.isFresh(10_000 - WIDTH)).isFalse();
  }

  @Test
  void shouldRefuseAnIndexBeyond48Bits() {
    assertThat(window.isFresh(1L << 48)).isFalse();
  }

  /** Against a set that forgets nothing, with jumps around the window's width. */
  @Test
  void shouldAgreeWithAPerfectMemory() {
    Random random = new Random(1889);
    Set<Long> seen = new HashSet<>();
    long highest = 60_000;
    window.commit(highest);
    seen.add(highest);
    for (int i = 0; i < 200_000; i++) {
      int reach = random.nextInt(50) == 0 ? 3 * WIDTH : 40;
      long index = highest + random.nextInt(2 * reach) - reach;
      boolean fresh = index > highest - WIDTH && !seen.contains(index);
      assertThat(window.isFresh(index)).as("%d of %d", index, highest).isEqualTo(fresh);
      if (fresh) {
        window.commit(index);
        seen.add(index);
        highest = Math.max(highest, index);
      }
    }
    assertThat(window.highest()).isEqualTo(highest);
  }
}
