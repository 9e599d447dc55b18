package dev.plenum.sfu.stream;

import static dev.plenum.sfu.stream.TestPackets.MILLIS;
import static dev.plenum.sfu.stream.TestPackets.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.rtcp.ReportBlocks;
import dev.plenum.rtp.rtcp.RtcpPacket;
import dev.plenum.rtp.rtcp.RtcpWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceptionStatisticsTest {
  private final ReceptionStatistics statistics = new ReceptionStatistics(8_000);
  private final ReportBlocks block = new ReportBlocks();

  /** RFC 3550 A.3: expected is counted from the first to the highest number. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 32_767, 65_500, 65_535})
  void shouldReportLossOfEachInterval(int first) {
    for (int i = 0; i < 100; i++) {
      if (i % 4 != 3) {
        receive(first + i, i);
      }
    }
    report();
    assertThat(block.cumulativeLost()).isEqualTo(24);
    assertThat(block.fractionLost()).isEqualTo((24 << 8) / 99);
    assertThat(block.extendedHighestSequence()).isEqualTo(first + 98);

    for (int i = 100; i < 200; i++) {
      receive(first + i, i);
    }
    report();
    assertThat(block.cumulativeLost()).isEqualTo(25);
    assertThat(block.fractionLost()).isEqualTo((1 << 8) / 101);
  }

  @Test
  void shouldReportNoLossWhenLatePacketsMakeUpForIt() {
    receive(0, 0);
    receive(3, 3);
    report();
    assertThat(block.fractionLost()).isEqualTo(128);
    receive(1, 4);
    receive(2, 5);
    receive(2, 6);
    report();
    assertThat(block.fractionLost()).isZero();
    assertThat(block.cumulativeLost()).isEqualTo(-1);
  }

  @Test
  void shouldReportAllLostAs255() {
    receive(0, 0);
    report();
    for (int i = 0; i < 400; i++) {
      statistics.onPacket(1_000 + i * 1_000, 0, 100, 0);
    }
    report();
    assertThat(block.fractionLost()).isEqualTo(255);
  }

  /**
   * RFC 3550 A.8, worked by hand at 8 kHz: the transit differs by +160, -160 and 0 units from
   * packet to packet. 16 J: 160, 160 + 160 - 10 = 310, 310 + 0 - 19 = 291.
   */
  @Test
  void shouldFollowTheJitterOfTheRfc() {
    statistics.onPacket(0, 0, 100, 0);
    assertThat(statistics.jitter()).isZero();
    statistics.onPacket(1, 160, 100, 40 * MILLIS);
    assertThat(statistics.jitter()).isEqualTo(10);
    statistics.onPacket(2, 320, 100, 40 * MILLIS);
    assertThat(statistics.jitter()).isEqualTo(19);
    statistics.onPacket(3, 480, 100, 60 * MILLIS);
    assertThat(statistics.jitter()).isEqualTo(18);
  }

  @Test
  void shouldConvergeToSteadyJitter() {
    for (int i = 0; i < 2_000; i++) {
      long late = i % 2 * 10L * MILLIS;
      statistics.onPacket(i & 0xffff, i * 160, 100, i * 20L * MILLIS + late);
    }
    assertThat(statistics.jitter()).isBetween(78L, 80L);
  }

  @Test
  void shouldNotMindTheWrapOfTimestamps() {
    int timestamp = -160 * 50;
    for (int i = 0; i < 100; i++) {
      statistics.onPacket(i, timestamp + i * 160, 100, i * 20L * MILLIS);
    }
    assertThat(statistics.jitter()).isZero();
  }

  @Test
  void shouldIgnoreStrayNumberUntilItsSuccessorFollows() {
    receive(100, 0);
    receive(30_000, 1);
    receive(101, 2);
    assertThat(statistics.highestSequence()).isEqualTo(101);
    receive(30_000, 3);
    receive(30_001, 4);
    assertThat(statistics.highestSequence()).isEqualTo(30_001);
    assertThat(statistics.cumulativeLost()).isZero();
  }

  @Test
  void shouldMeasureBitRateOfWholeSeconds() {
    for (int i = 0; i <= 300; i++) {
      statistics.onPacket(i, 0, 1_000, i * 10L * MILLIS);
    }
    assertThat(statistics.receivedBps(3 * SECONDS)).isEqualTo(800_000);
    assertThat(statistics.receivedBps(6 * SECONDS)).isZero();
  }

  private void receive(int sequence, int step) {
    statistics.onPacket(sequence & 0xffff, step * 160, 100, step * 20L * MILLIS);
  }

  private void report() {
    byte[] bytes = new byte[64];
    RtcpWriter writer = new RtcpWriter().begin(bytes, 0).receiverReport(1);
    statistics.writeReportBlock(writer, 2, 0, 0);
    RtcpPacket packet = new RtcpPacket();
    assertThat(packet.wrap(bytes, 0, writer.end())).isTrue();
    assertThat(packet.next()).isTrue();
    assertThat(block.wrap(packet)).isTrue();
    assertThat(block.next()).isTrue();
  }
}
