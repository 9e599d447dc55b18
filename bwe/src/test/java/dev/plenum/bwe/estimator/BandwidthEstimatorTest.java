package dev.plenum.bwe.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.plenum.bwe.delay.Usage;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BandwidthEstimatorTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;
  private static final long CLOCK_OFFSET = -99_000 * SECOND;
  private static final EstimatorConfig CONFIG = new EstimatorConfig(300_000, 30_000, 5_000_000);

  private long now = 1_000 * SECOND;
  private final BandwidthEstimator estimator = new BandwidthEstimator(CONFIG, now);
  private final Random random = new Random(5);
  private int sequence;

  @Test
  void shouldBeginWithTheStart() {
    assertThat(estimator.targetBps()).isEqualTo(300_000);
    assertThat(estimator.pollProbe()).as("nothing was sent yet").isNull();
    estimator.onPacketSent(0, 1_200, 0, now);
    assertThat(estimator.pollProbe()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_000, 65_535})
  void shouldRiseOnAnEmptyNetworkWhateverTheFirstSequence(int first) {
    sequence = first;
    run(20, 20, 0, 0);
    assertThat(estimator.targetBps()).isGreaterThan(600_000);
  }

  @Test
  void shouldFallWhenTheDelayGrows() {
    run(10, 20, 0, 0);
    long before = estimator.targetBps();
    run(1, 20, 0, 300);
    assertThat(estimator.usage()).isEqualTo(Usage.OVER);
    assertThat(estimator.queueingNanos()).isGreaterThan(30 * MILLI);
    assertThat(estimator.targetBps()).isLessThan(before);
  }

  @Test
  void shouldCountADuplicateOrUnknownReportForNothing() {
    BandwidthEstimator twin = new BandwidthEstimator(CONFIG, now);
    for (int i = 0; i < 2_000; i++) {
      now += 10 * MILLI;
      estimator.onPacketSent(i, 500, 0, now);
      twin.onPacketSent(i, 500, 0, now);
      estimator.beginFeedback(now + 50 * MILLI);
      twin.beginFeedback(now + 50 * MILLI);
      estimator.onPacketReceived(i, now + CLOCK_OFFSET);
      twin.onPacketReceived(i, now + CLOCK_OFFSET);
      twin.onPacketReceived(i, now + CLOCK_OFFSET + SECOND);
      twin.onPacketMissing(i);
      twin.onPacketMissing(i + 4_000);
      twin.onPacketReceived(40_000, now);
      estimator.endFeedback();
      twin.endFeedback();
    }
    assertThat(twin.targetBps()).isEqualTo(estimator.targetBps());
    assertThat(twin.acknowledgedBps()).isEqualTo(estimator.acknowledgedBps());
  }

  @Test
  void shouldForgiveLossThatWasReordering() {
    for (int i = 0; i < 1_000; i++) {
      int from = i * 10;
      for (int packet = 0; packet < 10; packet++) {
        now += 5 * MILLI;
        estimator.onPacketSent(from + packet & 0xffff, 500, 0, now);
      }
      estimator.beginFeedback(now + 50 * MILLI);
      for (int packet = 0; packet < 10; packet++) {
        if (packet % 2 == 0) {
          estimator.onPacketMissing(from + packet & 0xffff);
        } else {
          estimator.onPacketReceived(from + packet & 0xffff, now + CLOCK_OFFSET);
        }
      }
      estimator.endFeedback();
      estimator.beginFeedback(now + 60 * MILLI);
      for (int packet = 0; packet < 10; packet += 2) {
        estimator.onPacketReceived(from + packet & 0xffff, now + CLOCK_OFFSET);
      }
      estimator.endFeedback();
    }
    assertThat(estimator.targetBps()).isGreaterThan(300_000);
  }

  @Test
  void shouldSurviveLostFeedback() {
    for (int i = 0; i < 20_000; i++) {
      now += 10 * MILLI;
      estimator.onPacketSent(i & 0xffff, 500, 0, now);
      if (i % 10 == 9 && random.nextInt(3) > 0) {
        estimator.beginFeedback(now + 50 * MILLI);
        for (int packet = i - 9; packet <= i; packet++) {
          estimator.onPacketReceived(packet & 0xffff, now + CLOCK_OFFSET);
        }
        estimator.endFeedback();
      }
    }
    assertThat(estimator.targetBps()).isGreaterThan(300_000);
  }

  @Test
  void shouldFallWhenFeedbackStaysAway() {
    run(5, 20, 0, 0);
    long before = estimator.targetBps();
    for (int i = 0; i < 100; i++) {
      now += 100 * MILLI;
      send(500);
      estimator.onDeadline(now);
    }
    assertThat(estimator.targetBps()).isLessThan(before / 3);
  }

  @Test
  void shouldNotTakeLittleForAWeakNetwork() {
    run(10, 20, 0, 0);
    long before = estimator.targetBps();
    run(10, 1, 0, 0);
    assertThat(estimator.applicationLimited()).isTrue();
    assertThat(estimator.targetBps()).isGreaterThanOrEqualTo(before);
  }

  @Test
  void shouldStayUnderTheReceiversOwnEstimate() {
    run(10, 20, 0, 0);
    long before = estimator.targetBps();
    estimator.onRemb(100_000);
    assertThat(estimator.targetBps()).isEqualTo(100_000);
    estimator.onRemb(10_000_000);
    assertThat(estimator.targetBps()).isEqualTo(before);
  }

  @Test
  void shouldGoByReceiverReportsWithoutTransportFeedbackOnly() {
    for (int i = 0; i < 5; i++) {
      now += SECOND;
      estimator.onReceiverReport(100, 30, now);
    }
    assertThat(estimator.targetBps()).isLessThan(200_000);
    run(1, 20, 0, 0);
    long before = estimator.targetBps();
    estimator.onReceiverReport(100, 90, now + SECOND);
    assertThat(estimator.targetBps()).isEqualTo(before);
  }

  @Test
  void shouldBeginAnewOnAnotherRoute() {
    run(20, 20, 0, 0);
    assertThat(estimator.targetBps()).isNotEqualTo(300_000);
    estimator.onRouteChange(now);
    assertThat(estimator.targetBps()).isEqualTo(300_000);
    assertThat(estimator.queueingNanos()).isZero();
    send(500);
    assertThat(estimator.pollProbe()).as("probes again").isNotNull();
  }

  @Test
  void shouldKeepItsBounds() {
    run(120, 60, 0, 0);
    assertThat(estimator.targetBps()).isLessThanOrEqualTo(CONFIG.maxBps());
    run(20, 20, 0.9, 300);
    assertThat(estimator.targetBps()).isGreaterThanOrEqualTo(CONFIG.minBps());
  }

  @Test
  void shouldRefuseAConfigurationOutOfOrder() {
    assertThatThrownBy(() -> new EstimatorConfig(100, 200, 300))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldAllocateNothingPerPacket() {
    assertThat(allocatedBy(20_000)).isNotNegative();
    long first = allocatedBy(100_000);
    long second = allocatedBy(100_000);
    assertThat(Math.min(first, second)).as("bytes for 100,000 packets").isLessThan(10_000);
  }

  private long allocatedBy(int packets) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    run(packets / 1_000, 50, 0.01, 0);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  /** Feedback every 50 ms; the delay of the packets grows by so much each second. */
  private void run(int seconds, int packetsEachFifty, double loss, long growthMillis) {
    long from = now;
    for (int i = 0; i < seconds * 20; i++) {
      int first = sequence;
      long firstSent = now;
      for (int packet = 0; packet < packetsEachFifty; packet++) {
        send(500);
        now += 50 * MILLI / packetsEachFifty;
      }
      estimator.beginFeedback(now + 20 * MILLI);
      for (int packet = 0; packet < packetsEachFifty; packet++) {
        long sent = firstSent + packet * (50 * MILLI / packetsEachFifty);
        if (random.nextDouble() < loss) {
          estimator.onPacketMissing(first + packet & 0xffff);
        } else {
          long queue = (sent - from) / 1_000 * growthMillis;
          estimator.onPacketReceived(first + packet & 0xffff, sent + CLOCK_OFFSET + queue);
        }
      }
      estimator.endFeedback();
      estimator.onDeadline(now);
    }
  }

  private void send(int bytes) {
    estimator.onPacketSent(sequence, bytes, 0, now);
    sequence = sequence + 1 & 0xffff;
  }
}
