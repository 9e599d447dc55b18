package dev.plenum.sfu.stream;

import static dev.plenum.sfu.stream.TestPackets.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.rtcp.Nack;
import dev.plenum.rtp.rtcp.RtcpPacket;
import dev.plenum.rtp.rtcp.RtcpWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NackTrackerTest {
  private static final long ROUND_TRIP = 80 * MILLIS;

  private final NackTracker nacks = new NackTracker();
  private final RtcpWriter writer = new RtcpWriter();
  private final byte[] bytes = new byte[2_048];

  @Test
  void shouldAskForNothingWithoutLoss() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(nacks.onPacket(i, false, i * MILLIS)).isTrue();
    }
    assertThat(nacks.nextDeadlineNanos()).isEqualTo(Deadline.NONE);
    assertThat(asked(1_000 * MILLIS)).isEmpty();
  }

  @Test
  void shouldAskAtOnce() {
    receive(0, 1, 4);
    assertThat(nacks.nextDeadlineNanos()).isZero();
    assertThat(asked(0)).containsExactly(2, 3);
  }

  @Test
  void shouldWaitForReorderedPacketsOnceTheyHaveBeenSeen() {
    receive(0, 2, 1);
    receive(5);
    assertThat(nacks.nextDeadlineNanos()).isEqualTo(5 * MILLIS);
    assertThat(asked(4 * MILLIS)).isEmpty();
    receive(4);
    assertThat(asked(5 * MILLIS)).containsExactly(3);
  }

  @Test
  void shouldNotTakeRetransmissionForReordering() {
    receive(0, 2);
    assertThat(nacks.onPacket(1, true, 0)).isTrue();
    receive(4);
    assertThat(asked(0)).containsExactly(3);
  }

  @Test
  void shouldWaitAsLongAsLateOnesTookWhereRepairsComeApart() {
    receive(0, 2);
    nacks.onPacket(1, true, 10 * MILLIS);
    receiveAt(20, 4);
    receiveAt(60, 3);
    receiveAt(100, 6);

    assertThat(asked(138 * MILLIS)).isEmpty();
    assertThat(asked(140 * MILLIS)).containsExactly(5);
  }

  @Test
  void shouldNotTakeRepairsThatLookLikeOriginalsForLateOnes() {
    receive(0, 2);
    assertThat(asked(0)).containsExactly(1);
    receiveAt(90, 1);
    receiveAt(100, 4);

    assertThat(asked(105 * MILLIS)).containsExactly(3);
  }

  @Test
  void shouldWaitNoLongerThanARepairIsOfUse() {
    nacks.onPacket(0, false, 0);
    receive(2);
    nacks.onPacket(1, true, 0);
    receiveAt(10, 4);
    receiveAt(5_000, 3);
    receiveAt(6_000, 6);

    assertThat(asked(6_100 * MILLIS)).containsExactly(5);
  }

  @Test
  void shouldWaitLessWhenPacketsAreLostAndNotLate() {
    receive(0, 2);
    nacks.onPacket(1, true, 0);
    receiveAt(10, 4);
    receiveAt(110, 3);
    for (int i = 3; i < 300; i++) {
      receiveAt(200, 2L * i);
      nacks.onPacket(2L * i - 1, true, 200 * MILLIS);
    }
    receiveAt(300, 600);

    assertThat(asked(306 * MILLIS)).containsExactly(599);
  }

  @Test
  void shouldAskAgainWhenAnswerIsOverdueAndThenGiveUp() {
    receive(10, 12);
    List<Long> times = new ArrayList<>();
    for (long millis = 0; millis < 3_000; millis++) {
      if (!asked(millis * MILLIS).isEmpty()) {
        times.add(millis);
      }
    }
    assertThat(times).containsExactly(0L, 100L, 200L, 300L, 400L, 500L, 600L, 700L, 800L, 900L);
    assertThat(nacks.missing()).isZero();
    assertThat(nacks.abandoned()).isEqualTo(1);
    assertThat(nacks.nextDeadlineNanos()).isEqualTo(Deadline.NONE);
  }

  @Test
  void shouldStopAskingForWhatArrived() {
    receive(0, 3);
    assertThat(asked(0)).containsExactly(1, 2);
    receive(1);
    assertThat(asked(99 * MILLIS)).isEmpty();
    assertThat(asked(100 * MILLIS)).containsExactly(2);
    receive(2);
    assertThat(nacks.nextDeadlineNanos()).isEqualTo(Deadline.NONE);
    assertThat(asked(200 * MILLIS)).isEmpty();
  }

  @Test
  void shouldAskForLargeGapInSeveralPackets() {
    receive(0, 301);
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.addAll(asked(5 * MILLIS));
    }
    assertThat(all).hasSize(300).doesNotHaveDuplicates().contains(1, 300);
    assertThat(asked(5 * MILLIS)).isEmpty();
  }

  @Test
  void shouldGiveUpWhenTooMuchIsMissing() {
    receive(0, 3);
    assertThat(nacks.onPacket(3 + NackTracker.MOST_MISSING, false, 0)).isFalse();
    assertThat(nacks.missing()).isZero();
    assertThat(nacks.nextDeadlineNanos()).isEqualTo(Deadline.NONE);
    receive(5 + NackTracker.MOST_MISSING);
    assertThat(asked(5 * MILLIS)).containsExactly(4 + NackTracker.MOST_MISSING);
  }

  @Test
  void shouldBeginAnewAfterReset() {
    receive(0, 2);
    nacks.reset();
    receive(100);
    assertThat(nacks.missing()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 32_766, 32_767, 65_533, 65_534, 65_535})
  void shouldNameNumbersAroundTheWrap(int before) {
    nacks.onPacket(before, false, 0);
    nacks.onPacket(before + 4L, false, 0);
    assertThat(asked(5 * MILLIS))
        .containsExactly((before + 1) & 0xffff, (before + 2) & 0xffff, (before + 3) & 0xffff);
  }

  @Test
  void shouldCompareDeadlinesAcrossTheWrapOfTheClock() {
    long late = Long.MAX_VALUE - 2 * MILLIS;
    nacks.onPacket(0, false, late);
    nacks.onPacket(2, false, late);
    assertThat(asked(late)).containsExactly(1);
    assertThat(asked(late + 99 * MILLIS)).isEmpty();
    assertThat(asked(late + 100 * MILLIS)).containsExactly(1);
  }

  private void receive(long... sequences) {
    receiveAt(0, sequences);
  }

  private void receiveAt(long millis, long... sequences) {
    for (long sequence : sequences) {
      assertThat(nacks.onPacket(sequence, false, millis * MILLIS)).isTrue();
    }
  }

  private List<Integer> asked(long nowNanos) {
    writer.begin(bytes, 0);
    boolean written = nacks.write(writer, 1, 2, ROUND_TRIP, nowNanos);
    int length = writer.end();
    List<Integer> asked = new ArrayList<>();
    RtcpPacket packet = new RtcpPacket();
    Nack nack = new Nack();
    if (written) {
      assertThat(packet.wrap(bytes, 0, length)).isTrue();
      assertThat(packet.next()).isTrue();
      assertThat(nack.wrap(packet)).isTrue();
      while (nack.next()) {
        asked.add(nack.sequenceNumber());
      }
    }
    return asked;
  }
}
