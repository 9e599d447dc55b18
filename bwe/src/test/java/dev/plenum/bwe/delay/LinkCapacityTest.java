package dev.plenum.bwe.delay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LinkCapacityTest {
  private final LinkCapacity capacity = new LinkCapacity();

  @Test
  void shouldBoundNothingAsLongAsItIsUnknown() {
    assertThat(capacity.known()).isFalse();
    assertThat(capacity.lowerBps()).isZero();
    assertThat(capacity.upperBps()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldLieBetweenItsBounds() {
    capacity.onOveruse(1_000_000);
    assertThat(capacity.lowerBps()).isBetween(900_000L, 999_999L);
    assertThat(capacity.upperBps()).isBetween(1_000_001L, 1_100_000L);
  }

  @Test
  void shouldSpreadWithItsSamplesAndFollowProbesSooner() {
    capacity.onOveruse(1_000_000);
    long narrow = capacity.upperBps() - capacity.lowerBps();
    capacity.onOveruse(700_000);
    assertThat(capacity.upperBps() - capacity.lowerBps()).isGreaterThan(narrow);
    assertThat(capacity.upperBps()).isGreaterThan(1_000_000);
    capacity.onProbe(500_000);
    assertThat(capacity.lowerBps()).isLessThan(750_000);
  }
}
