package dev.plenum.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SoftHeapLimitTest {
  private static final long MEGABYTE = 1 << 20;

  @Test
  void shouldLeaveRoomForTheGarbageOfJoins() {
    assertThat(SoftHeapLimit.bytes(0, 6_000 * MEGABYTE)).isEqualTo(768 * MEGABYTE);
    assertThat(SoftHeapLimit.bytes(100 * MEGABYTE, 6_000 * MEGABYTE)).isEqualTo(768 * MEGABYTE);
  }

  @Test
  void shouldGrowWithThoseWhoAreHere() {
    assertThat(SoftHeapLimit.bytes(500 * MEGABYTE, 6_000 * MEGABYTE)).isEqualTo(2_000 * MEGABYTE);
  }

  @Test
  void shouldStayWithinTheHeap() {
    assertThat(SoftHeapLimit.bytes(0, 256 * MEGABYTE)).isEqualTo(256 * MEGABYTE);
    assertThat(SoftHeapLimit.bytes(500 * MEGABYTE, 1_000 * MEGABYTE)).isEqualTo(1_000 * MEGABYTE);
  }
}
