package dev.plenum.bwe.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.bwe.probe.ProbeCluster;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacerTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  /** With a factor of 1 the pacing rate is the target: 1 Mbps, so 625 bytes in a burst of 5 ms. */
  private static final PacerConfig CONFIG = new PacerConfig(4, 64, 1, 5 * MILLI, 100 * MILLI, 500);

  private final List<Long> discarded = new ArrayList<>();
  private long nowNanos = 77 * SECOND;
  private int padded;
  private final Pacer pacer = new Pacer(CONFIG, 1_000_000, discarded::add, nowNanos);

  @Test
  void shouldSendAtMostABurstAtOnce() {
    offerFrame(0, 1, 10, 20, 200);

    assertThat(pollAll()).containsExactly(10L, 11L, 12L);
    assertThat(pacer.nextDeadlineNanos() - nowNanos).isEqualTo(600 * 8 * SECOND / 1_000_000);
  }

  @Test
  void shouldLetPassAtOnceWhatWouldBePolled() {
    assertThat(pacer.passVideo(200, nowNanos)).isTrue();
    assertThat(pacer.passVideo(200, nowNanos)).isTrue();
    assertThat(pacer.passVideo(200, nowNanos)).isTrue();
    assertThat(pacer.passVideo(200, nowNanos)).isFalse();
    assertThat(pacer.polledBytes()).isEqualTo(200);
    assertThat(pacer.isIdle()).isTrue();

    nowNanos += 600 * 8 * SECOND / 1_000_000;
    assertThat(pacer.passVideo(200, nowNanos)).isTrue();
  }

  @Test
  void shouldLetNothingPassWhatWaits() {
    offerFrame(0, 1, 10, 4, 200);
    assertThat(pollAll()).hasSize(3);

    nowNanos += SECOND;
    assertThat(pacer.isIdle()).isFalse();
    assertThat(pacer.passVideo(200, nowNanos)).isFalse();
    assertThat(pollAll()).containsExactly(13L);
    assertThat(pacer.passVideo(200, nowNanos)).isTrue();
  }

  @Test
  void shouldLetNothingPassAProbe() {
    pacer.probe(new ProbeCluster(1, 2_000_000, 5, 1_000), nowNanos);

    assertThat(pacer.isIdle()).isFalse();
    assertThat(pacer.passVideo(200, nowNanos)).isFalse();
  }

  @Test
  void shouldHaveStreamsGiveWayWhileNobodyPolls() {
    pacer.priority(0, 0);
    pacer.priority(1, 1);
    offerFrame(0, 1, 10, 1, 100);
    offerFrame(1, 1, 20, 1, 100);

    nowNanos += 101 * MILLI;
    assertThat(pacer.offerVideo(0, 2, 11, 100, nowNanos)).isEqualTo(1);
    assertThat(pacer.offerVideo(0, 2, 12, 100, nowNanos)).isEqualTo(Pacer.ACCEPTED);
    nowNanos += 101 * MILLI;
    assertThat(pacer.offerVideo(0, 3, 13, 100, nowNanos)).isZero();
    assertThat(discarded).containsExactly(20L, 10L, 11L, 12L);

    assertThat(pollAll()).isEmpty();
    nowNanos += 101 * MILLI;
    assertThat(pacer.offerVideo(0, 4, 14, 100, nowNanos)).isEqualTo(Pacer.ACCEPTED);
    assertThat(pollAll()).containsExactly(14L);
  }

  @Test
  void shouldSendAPacketThatIsLargerThanABurst() {
    offerFrame(0, 1, 10, 2, 1200);

    assertThat(pollAll()).containsExactly(10L);
  }

  @Test
  void shouldHoldThePacingRateOverTime() {
    long sentBytes = 0;
    long endNanos = nowNanos + 10 * SECOND;
    for (int frame = 0; nowNanos < endNanos; frame++) {
      offerFrame(0, frame, 10, 10, 1_000);
      while (pacer.nextDeadlineNanos() != Long.MAX_VALUE) {
        nowNanos = Math.max(nowNanos, pacer.nextDeadlineNanos());
        sentBytes += 1_000L * pollAll().size();
      }
    }

    assertThat(sentBytes * 8).isBetween(9_900_000L, 10_100_000L);
  }

  @Test
  void shouldSendByTheFactorFasterThanTheTarget() {
    Pacer faster =
        new Pacer(
            new PacerConfig(4, 64, 2.5, 5 * MILLI, 100 * MILLI, 500),
            1_000_000,
            discarded::add,
            nowNanos);

    faster.offerVideo(0, 1, 10, 1_000, nowNanos);
    faster.offerVideo(0, 1, 11, 1_000, nowNanos);
    assertThat(faster.poll(nowNanos)).isEqualTo(10);
    assertThat(faster.poll(nowNanos)).isEqualTo(Pacer.NONE);

    assertThat(faster.nextDeadlineNanos() - nowNanos).isEqualTo(1_000 * 8 * SECOND / 2_500_000);
  }

  @Test
  void shouldSendNoFasterThanTheNetworkTakesWhereMoreIsWanted() {
    Pacer faster =
        new Pacer(
            new PacerConfig(4, 64, 2.5, 5 * MILLI, 100 * MILLI, 500),
            1_000_000,
            discarded::add,
            nowNanos);
    faster.offerVideo(0, 1, 10, 1_000, nowNanos);
    faster.offerVideo(0, 1, 11, 1_000, nowNanos);

    faster.demand(1_500_000);
    assertThat(faster.queueNanos()).isEqualTo(2_000 * 8 * SECOND / 1_250_000);

    faster.demand(900_000);
    assertThat(faster.queueNanos()).isEqualTo(2_000 * 8 * SECOND / 2_500_000);
  }

  @Test
  void shouldMakeUpForALateTurn() {
    offerFrame(0, 1, 10, 8, 1_000);
    int before = pollAll().size();

    nowNanos += 45 * MILLI;

    assertThat(before).isEqualTo(1);
    assertThat(pollAll()).hasSize(5);
  }

  @Test
  void shouldSendSoundAtOnceAndCountIt() {
    offerFrame(0, 1, 10, 5, 600);
    assertThat(pollAll()).containsExactly(10L);

    pacer.onAudio(125, nowNanos);

    assertThat(pollAll()).isEmpty();
    assertThat(pacer.nextDeadlineNanos() - nowNanos).isEqualTo(725 * 8 * SECOND / 1_000_000);
  }

  @Test
  void shouldSendRetransmissionsThenVideoByPriority() {
    pacer.priority(0, 2);
    pacer.priority(1, 1);
    pacer.offerVideo(0, 1, 10, 100, nowNanos);
    pacer.offerVideo(1, 1, 20, 100, nowNanos);
    pacer.offerRetransmission(0, 30, 100, nowNanos);

    assertThat(pollAll()).containsExactly(30L, 20L, 10L);
  }

  @Test
  void shouldSendRetransmissionsByPriority() {
    pacer.priority(0, 2);
    pacer.priority(1, 1);
    pacer.offerRetransmission(0, 10, 100, nowNanos);
    pacer.offerRetransmission(1, 20, 100, nowNanos);

    assertThat(pollAll()).containsExactly(20L, 10L);
  }

  @Test
  void shouldDropTheRetransmissionsOfAStreamWithIt() {
    pacer.offerRetransmission(0, 10, 100, nowNanos);
    pacer.offerRetransmission(1, 20, 100, nowNanos);
    pacer.offerVideo(0, 1, 11, 100, nowNanos);

    pacer.discard(0);

    assertThat(discarded).containsExactly(10L, 11L);
    assertThat(pollAll()).containsExactly(20L);
    assertThat(pacer.queueNanos()).isZero();
  }

  @Test
  void shouldKeepThePacketsOfAFrameTogether() {
    for (int i = 0; i < 3; i++) {
      pacer.offerVideo(0, 1, 10 + i, 100, nowNanos);
      pacer.offerVideo(1, 1, 20 + i, 100, nowNanos);
    }
    pacer.priority(2, -1);
    long first = pacer.poll(nowNanos);
    pacer.offerVideo(2, 1, 30, 100, nowNanos);

    assertThat(first).isEqualTo(10);
    assertThat(pollAll()).containsExactly(11L, 12L, 30L, 20L, 21L);
  }

  @Test
  void shouldServeStreamsOfOnePriorityInTurn() {
    pacer.offerVideo(1, 1, 20, 100, nowNanos);
    pacer.offerVideo(0, 1, 10, 100, nowNanos + 1);
    pacer.offerVideo(1, 2, 21, 100, nowNanos + 2);

    nowNanos += 2;
    assertThat(pollAll()).containsExactly(20L, 10L, 21L);
  }

  @Test
  void shouldLetTheLeastImportantStreamGiveWay() {
    pacer.priority(0, 0);
    pacer.priority(1, 5);
    offerFrame(1, 1, 20, 4, 1_000);
    offerFrame(0, 1, 10, 8, 1_000);

    assertThat(pacer.offerVideo(0, 1, 18, 1_000, nowNanos)).isEqualTo(1);

    assertThat(discarded).containsExactly(20L, 21L, 22L, 23L);
    assertThat(pacer.droppedPackets()).isEqualTo(4);
    assertThat(pacer.queueNanos()).isEqualTo(9_000 * 8 * SECOND / 1_000_000);
  }

  @Test
  void shouldLetTheNewcomerGiveWayAmongEquals() {
    offerFrame(0, 1, 10, 12, 1_000);

    assertThat(pacer.offerVideo(1, 1, 20, 1_000, nowNanos)).isEqualTo(1);

    assertThat(discarded).isEmpty();
    assertThat(pacer.droppedPackets()).isEqualTo(1);
  }

  @Test
  void shouldMakeAStreamGiveWayThatFillsTheQueueAlone() {
    offerFrame(0, 1, 10, 12, 1_000);

    assertThat(pacer.offerVideo(0, 1, 22, 1_000, nowNanos)).isEqualTo(0);

    assertThat(pacer.queueNanos()).isZero();
    assertThat(discarded).hasSize(12);
    assertThat(pollAll()).isEmpty();
  }

  @Test
  void shouldBoundTheQueueByTheRateOfTheMoment() {
    offerFrame(0, 1, 10, 6, 1_000);
    pacer.targetRate(400_000);

    assertThat(pacer.offerVideo(0, 2, 16, 1_000, nowNanos)).isEqualTo(0);
  }

  @Test
  void shouldRefuseARetransmissionThatWouldComeTooLate() {
    for (int i = 0; i < 12; i++) {
      assertThat(pacer.offerRetransmission(1, i, 1_000, nowNanos)).isTrue();
    }

    assertThat(pacer.offerRetransmission(1, 12, 1_000, nowNanos)).isFalse();
    assertThat(pacer.droppedPackets()).isEqualTo(1);
  }

  @Test
  void shouldRefuseWhatFindsNoPlace() {
    for (int i = 0; i < 64; i++) {
      assertThat(pacer.offerRetransmission(1, i, 100, nowNanos)).isTrue();
    }

    assertThat(pacer.offerRetransmission(1, 65, 100, nowNanos)).isFalse();
    assertThat(pacer.offerVideo(0, 1, 66, 100, nowNanos)).isEqualTo(0);
    assertThat(pacer.droppedPackets()).isEqualTo(2);
  }

  @Test
  void shouldLetABurstWaitLongerThatWasWelcome() {
    assertThat(pacer.catchUp(125_000, nowNanos)).isTrue();
    for (int i = 0; i < 50; i++) {
      assertThat(pacer.offerVideo(0, 1, i, 2_500, nowNanos)).isEqualTo(Pacer.ACCEPTED);
    }
    for (int i = 0; i < 50; i++, nowNanos += 20 * MILLI) {
      pollAll();
    }
    offerFrame(0, 2, 60, 12, 1_000);

    assertThat(pacer.offerVideo(0, 2, 72, 1_000, nowNanos)).isEqualTo(0);
  }

  @Test
  void shouldRefuseABurstThatWouldComeTooLate() {
    offerFrame(0, 1, 10, 5, 1_000);

    assertThat(pacer.catchUp(121_000, nowNanos)).isFalse();
  }

  @Test
  void shouldProbeWithPaddingAtTheRateOfTheCluster() {
    pacer.probe(new ProbeCluster(7, 4_000_000, 5, 2_000), nowNanos);
    long startNanos = nowNanos;
    List<Integer> clusters = new ArrayList<>();
    while (pacer.isProbing()) {
      nowNanos = pacer.nextDeadlineNanos();
      assertThat(pacer.poll(nowNanos)).isEqualTo(Pacer.PADDING);
      assertThat(pacer.polledBytes()).isEqualTo(400);
      pacer.onPadding(400, nowNanos);
      clusters.add(pacer.polledProbeCluster());
    }

    assertThat(clusters).containsExactly(7, 7, 7, 7, 7);
    assertThat(nowNanos - startNanos).isEqualTo(4 * 400 * 8 * SECOND / 4_000_000);
    assertThat(pollAll()).isEmpty();
  }

  @Test
  void shouldProbeWithMediaFirst() {
    offerFrame(0, 1, 10, 2, 500);
    pacer.probe(new ProbeCluster(7, 4_000_000, 3, 1_000), nowNanos);
    List<Long> sent = new ArrayList<>();
    while (pacer.isProbing()) {
      nowNanos = pacer.nextDeadlineNanos();
      sent.addAll(pollAll());
    }
    offerFrame(0, 2, 20, 1, 100);
    nowNanos += SECOND;

    assertThat(sent).containsExactly(10L, 11L, Pacer.PADDING);
    assertThat(pollAll()).containsExactly(20L);
    assertThat(pacer.polledProbeCluster()).isZero();
  }

  @Test
  void shouldCountPaddingAsItWasMade() {
    pacer.probe(new ProbeCluster(7, 4_000_000, 2, 2_000), nowNanos);
    while (pacer.isProbing()) {
      nowNanos = pacer.nextDeadlineNanos();
      assertThat(pacer.poll(nowNanos)).isEqualTo(Pacer.PADDING);
      pacer.onPadding(300, nowNanos);
      padded++;
    }

    assertThat(padded).isEqualTo(7);
  }

  @Test
  void shouldAbandonAProbeForWhichThereIsNoPadding() {
    pacer.probe(new ProbeCluster(7, 4_000_000, 2, 2_000), nowNanos);
    assertThat(pacer.poll(nowNanos)).isEqualTo(Pacer.PADDING);

    pacer.abandonProbe();

    assertThat(pacer.poll(nowNanos)).isEqualTo(Pacer.NONE);
    assertThat(pacer.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldPadWhatMediaLeavesOfTheRate() {
    pacer.paddingRate(400_000);
    long endNanos = nowNanos + SECOND;
    long paddingBytes = 0;
    for (int turn = 0; nowNanos < endNanos; turn++, nowNanos += MILLI) {
      if (turn % 10 == 0) {
        pacer.offerVideo(0, turn, turn, 250, nowNanos);
      }
      paddingBytes += pollAll().stream().filter(packet -> packet == Pacer.PADDING).count() * 500;
    }

    assertThat(paddingBytes * 8).isBetween(190_000L, 210_000L);
  }

  private void offerFrame(int stream, int frame, long first, int packets, int bytes) {
    for (int i = 0; i < packets; i++) {
      assertThat(pacer.offerVideo(stream, frame, first + i, bytes, nowNanos))
          .isEqualTo(Pacer.ACCEPTED);
    }
  }

  private List<Long> pollAll() {
    List<Long> sent = new ArrayList<>();
    for (long packet = pacer.poll(nowNanos); packet != Pacer.NONE; packet = pacer.poll(nowNanos)) {
      if (packet == Pacer.PADDING) {
        pacer.onPadding(pacer.polledBytes(), nowNanos);
      }
      sent.add(packet);
    }
    return sent;
  }
}
