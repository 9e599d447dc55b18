package dev.plenum.bwe.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PacketQueuesTest {
  private static final int PLACES = 100;

  private final PacketQueues queues = new PacketQueues(3, PLACES);

  @Test
  void shouldKeepTheOrderOfEachQueueWhileThePoolGrows() {
    long in = 0;
    long out = 0;
    for (int round = 0; round < 50; round++) {
      for (int i = 0; i <= round; i++) {
        queues.add(0, 0, in, 10, in);
        queues.add(1, 0, -in, 20, in);
        in++;
      }
      for (int i = 0; i <= round; i++) {
        assertThat(queues.headQueuedNanos(0)).isEqualTo(out);
        assertThat(queues.remove(0)).isEqualTo(out);
        assertThat(queues.remove(1)).isEqualTo(-out);
        out++;
      }
    }
    assertThat(queues.isEmpty()).isTrue();
    assertThat(queues.bytes(0)).isZero();
  }

  @Test
  void shouldBeFullWhenAllPlacesAreTaken() {
    for (int i = 0; i < PLACES; i++) {
      assertThat(queues.isFull()).isFalse();
      queues.add(i % 3, 0, i, 10, i);
    }
    assertThat(queues.isFull()).isTrue();

    queues.remove(2);
    assertThat(queues.isFull()).isFalse();
    queues.add(1, 0, PLACES, 10, PLACES);
    assertThat(queues.isFull()).isTrue();
  }
}
