package dev.plenum.sfu.stream;

import static dev.plenum.sfu.stream.TestPackets.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.rtcp.RtcpPacket;
import dev.plenum.rtp.rtcp.RtcpWriter;
import dev.plenum.rtp.rtcp.TransportFeedback;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportFeedbackCollectorTest {
  private static final long LOST = -1;

  private final TransportFeedbackCollector collector = new TransportFeedbackCollector();
  private final byte[] bytes = new byte[2_048];

  @Test
  void shouldPlanNothingBeforeFirstPacket() {
    assertThat(collector.nextDeadlineNanos()).isEqualTo(Deadline.NONE);
    assertThat(told(0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 32_766, 32_767, 65_533, 65_535})
  void shouldTellArrivalsAndLosses(int first) {
    collector.onPacket(first, 10 * MILLIS);
    collector.onPacket((first + 1) & 0xffff, 11 * MILLIS);
    collector.onPacket((first + 3) & 0xffff, 12 * MILLIS);

    assertThat(collector.nextDeadlineNanos()).isEqualTo(60 * MILLIS);
    assertThat(allTold(60 * MILLIS))
        .containsExactly(
            Map.entry(first, 10L),
            Map.entry((first + 1) & 0xffff, 11L),
            Map.entry((first + 2) & 0xffff, LOST),
            Map.entry((first + 3) & 0xffff, 12L));
    assertThat(collector.nextDeadlineNanos()).isEqualTo(Deadline.NONE);
  }

  @Test
  void shouldTellReorderedPacketsInTheirPlace() {
    collector.onPacket(100, 10 * MILLIS);
    collector.onPacket(102, 11 * MILLIS);
    collector.onPacket(101, 12 * MILLIS);
    collector.onPacket(99, 13 * MILLIS);
    assertThat(told(60 * MILLIS))
        .containsExactly(
            Map.entry(99, 13L), Map.entry(100, 10L), Map.entry(101, 12L), Map.entry(102, 11L));
  }

  @Test
  void shouldGoOnWhereTheLastFeedbackEnded() {
    collector.onPacket(7, 10 * MILLIS);
    told(60 * MILLIS);
    collector.onPacket(9, 70 * MILLIS);
    assertThat(collector.nextDeadlineNanos()).isEqualTo(110 * MILLIS);
    assertThat(told(110 * MILLIS)).containsExactly(Map.entry(8, LOST), Map.entry(9, 70L));
  }

  @Test
  void shouldTellPacketThatCameAfterItsFeedback() {
    collector.onPacket(7, 10 * MILLIS);
    collector.onPacket(9, 11 * MILLIS);
    told(60 * MILLIS);
    collector.onPacket(8, 61 * MILLIS);
    assertThat(told(110 * MILLIS)).containsExactly(Map.entry(8, 61L), Map.entry(9, 11L));
  }

  @Test
  void shouldPassOverWhatIsLongerThanItsMemory() {
    collector.onPacket(0, 10 * MILLIS);
    collector.onPacket(5_000, 20 * MILLIS);
    Map<Integer, Long> told = allTold(60 * MILLIS);
    assertThat(told).containsEntry(5_000, 20L).doesNotContainKey(0);
    collector.onPacket(5_000 - TransportFeedbackCollector.CAPACITY, 70 * MILLIS);
    assertThat(collector.nextDeadlineNanos()).isEqualTo(Deadline.NONE);
  }

  /** Over many wraps, with loss and reordering, every packet is told exactly as it arrived. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldTellEveryArrivalOfALongCall(long seed) {
    Random random = new Random(seed);
    Map<Integer, Long> expected = new LinkedHashMap<>();
    Map<Integer, Long> told = new LinkedHashMap<>();
    int held = -1;
    for (int i = 0; i < 150_000; i++) {
      long millis = i / 4;
      int sequence = i & 0xffff;
      if (held >= 0 && random.nextInt(3) == 0) {
        collector.onPacket(held, millis * MILLIS);
        expected.put(held, millis);
        held = -1;
      }
      if (random.nextInt(50) == 0 && held < 0) {
        held = sequence;
      } else if (random.nextInt(20) > 0) {
        collector.onPacket(sequence, millis * MILLIS);
        expected.put(sequence, millis);
      }
      if (Deadline.isDue(collector.nextDeadlineNanos(), millis * MILLIS)) {
        told.putAll(allTold(millis * MILLIS));
        told.values().removeIf(arrival -> arrival == LOST);
        assertThat(told).containsAllEntriesOf(expected);
        told.clear();
        expected.clear();
      }
    }
  }

  private Map<Integer, Long> allTold(long nowNanos) {
    Map<Integer, Long> all = new LinkedHashMap<>();
    while (collector.nextDeadlineNanos() != Deadline.NONE) {
      all.putAll(told(nowNanos));
    }
    return all;
  }

  /** The next feedback: arrival in ms by sequence number. */
  private Map<Integer, Long> told(long nowNanos) {
    Map<Integer, Long> told = new LinkedHashMap<>();
    RtcpWriter writer = new RtcpWriter().begin(bytes, 0);
    if (!collector.write(writer, 1, 2, nowNanos)) {
      return told;
    }
    RtcpPacket packet = new RtcpPacket();
    assertThat(packet.wrap(bytes, 0, writer.end())).isTrue();
    assertThat(packet.next()).isTrue();
    TransportFeedback feedback = new TransportFeedback();
    assertThat(feedback.wrap(packet)).isTrue();
    while (feedback.next()) {
      told.put(feedback.sequence(), feedback.received() ? feedback.arrivalMicros() / 1_000 : LOST);
    }
    return told;
  }
}
