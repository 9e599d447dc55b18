package dev.plenum.bwe.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.plenum.bwe.probe.ProbeCluster;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in whatever order. */
class PacerPropertiesTest {
  private static final long MILLI = 1_000_000;
  private static final int STREAMS = 8;
  private static final PacerConfig CONFIG =
      new PacerConfig(STREAMS, 256, 2.5, 5 * MILLI, 200 * MILLI, 1_000);

  private final Set<Long> inside = new HashSet<>();
  private final Pacer pacer = new Pacer(CONFIG, 1_000_000, inside::remove, start());
  private long nowNanos = start();

  /** So that the clock wraps while a test runs. */
  private static long start() {
    return Long.MAX_VALUE - 1_000 * MILLI;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldGiveBackEveryPacketOnceAndNeverSpin(long seed) {
    Random random = new Random(seed);
    long next = 1;
    for (int turn = 0; turn < 20_000; turn++) {
      nowNanos += random.nextLong(3 * MILLI);
      int kind = random.nextInt(100);
      int bytes = random.nextInt(50, 1_300);
      int stream = random.nextInt(STREAMS);
      if (kind < 10) {
        pacer.onAudio(bytes, nowNanos);
      } else if (kind < 20) {
        keep(next, pacer.offerRetransmission(stream, next, bytes, nowNanos));
      } else if (kind < 85) {
        keep(next, pacer.offerVideo(stream, turn / 20, next, bytes, nowNanos) != stream);
      } else if (kind < 90) {
        pacer.targetRate(random.nextLong(100_000, 5_000_000));
      } else if (kind < 95) {
        pacer.priority(stream, random.nextInt(3));
      } else if (kind < 96) {
        pacer.paddingRate(random.nextLong(2_000_000));
      } else if (kind < 98) {
        pacer.discard(stream);
      } else if (!pacer.isProbing()) {
        pacer.probe(new ProbeCluster(1, 5_000_000, 5, 5_000), nowNanos);
      }
      next++;
      pollAll();
    }
    drain();

    assertThat(inside).isEmpty();
    assertThat(pacer.queueNanos()).isZero();
  }

  @Test
  void shouldBoundTheTimeInTheQueueAtASteadyRate() {
    Random random = new Random(1);
    long[] offeredNanos = new long[100_000];
    long longest = 0;
    for (int packet = 0; packet < offeredNanos.length; packet++) {
      nowNanos += random.nextLong(5 * MILLI);
      offeredNanos[packet] = nowNanos;
      pacer.offerVideo(0, packet / 10, packet, 1_000, nowNanos);
      for (long sent = pacer.poll(nowNanos); sent != Pacer.NONE; sent = pacer.poll(nowNanos)) {
        longest = Math.max(longest, nowNanos - offeredNanos[(int) sent]);
      }
    }

    assertThat(longest).isBetween(100 * MILLI, CONFIG.maxQueueNanos() + 10 * MILLI);
  }

  @Test
  void shouldAllocateNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Pacer quiet = new Pacer(CONFIG, 5_000_000, packet -> {}, nowNanos);
    offerAndPoll(quiet, 50_000);
    long before = threads.getCurrentThreadAllocatedBytes();
    offerAndPoll(quiet, 200_000);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated).isLessThan(10_000);
  }

  private void offerAndPoll(Pacer quiet, int packets) {
    for (int packet = 0; packet < packets; packet++) {
      nowNanos += MILLI / 2;
      quiet.offerVideo(packet % STREAMS, packet, packet, 1_100, nowNanos);
      while (quiet.poll(nowNanos) != Pacer.NONE) {
        quiet.polledBytes();
      }
      quiet.nextDeadlineNanos();
    }
  }

  private void keep(long packet, boolean accepted) {
    if (accepted) {
      inside.add(packet);
    }
  }

  private void drain() {
    pacer.paddingRate(0);
    while (pacer.nextDeadlineNanos() != Long.MAX_VALUE) {
      nowNanos = later(pacer.nextDeadlineNanos());
      pollAll();
    }
  }

  private void pollAll() {
    for (long packet = pacer.poll(nowNanos); packet != Pacer.NONE; packet = pacer.poll(nowNanos)) {
      if (packet == Pacer.PADDING) {
        pacer.onPadding(pacer.polledBytes(), nowNanos);
      } else {
        assertThat(inside.remove(packet)).isTrue();
      }
    }
    long deadline = pacer.nextDeadlineNanos();
    assertThat(deadline == Long.MAX_VALUE || deadline - nowNanos > 0).isTrue();
  }

  private long later(long deadline) {
    return deadline - nowNanos > 0 ? deadline : nowNanos;
  }
}
