package dev.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.rtcp.RtcpWriter;
import dev.plenum.sfu.control.CounterReader.Direction;
import dev.plenum.sfu.control.CounterReader.PacketKind;
import dev.plenum.sfu.control.DropReason;
import dev.plenum.sfu.testkit.PictureReceiver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches a viewer through its own network, and a second viewer whose network is endless. */
class DownlinkTest {

  private static final int SSRC = SimulcastMeeting.SSRC;
  private static final int RTX_SSRC = SimulcastMeeting.RTX_SSRC;
  private static final long QUEUE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private final SimulcastMeeting meeting = new SimulcastMeeting(false, 2);
  private final List<Integer> sequences = new ArrayList<>();
  private final RtpPacket packet = new RtpPacket();
  private int repeated;
  private int padded;

  @BeforeEach
  void watch() {
    meeting.receiver(1).onSent(this::note);
    meeting.ask(1, 720);
    meeting.ask(2, 720);
  }

  private void note(byte[] datagram, int length) {
    assertThat(packet.wrap(datagram, 0, length)).isTrue();
    if (packet.ssrc() == SSRC) {
      sequences.add(packet.sequenceNumber());
    } else {
      assertThat(packet.ssrc()).isEqualTo(RTX_SSRC);
      if (packet.payloadBytes() > 0) {
        repeated++;
      } else {
        padded++;
      }
    }
  }

  private int height(int viewer) {
    return meeting.tile(viewer).shown().heightPixels();
  }

  private long estimateBps(int viewer) {
    return meeting.allocation(viewer).estimate().targetBps();
  }

  @Test
  void shouldFindWithinASecondWhatTheNetworkCarries() {
    meeting.run(1_000);

    assertThat(estimateBps(1)).isGreaterThan(2_000_000);
    assertThat(height(1)).isEqualTo(720);
  }

  @Test
  void shouldProbeWithRecentPacketsAndCountThemApart() {
    meeting.run(2_000);

    assertThat(repeated).isPositive();
    assertThat(meeting.loop().counters().packets(Direction.OUT, PacketKind.PADDING))
        .isGreaterThanOrEqualTo(repeated + padded);
    assertThat(meeting.loop().counters().packets(Direction.OUT, PacketKind.RETRANSMISSION))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {6_000, 7_000, 10_000, 15_000})
  void shouldFollowTheNetworkDownAndUp(int firstMillis) {
    meeting.receiver(1).link(3_000_000, QUEUE_NANOS);
    meeting.run(firstMillis);
    assertThat(height(1)).isEqualTo(720);

    meeting.receiver(1).link(400_000, QUEUE_NANOS);
    meeting.run(3_000);
    assertThat(height(1)).isEqualTo(180);
    assertThat(estimateBps(1)).isLessThan(440_000);

    meeting.run(10_000);
    assertThat(height(1)).isEqualTo(180);
    assertThat(height(2)).isEqualTo(720);

    meeting.receiver(1).link(3_000_000, QUEUE_NANOS);
    meeting.run(8_000);
    assertThat(height(1)).isEqualTo(720);
  }

  /** Nothing of the larger picture is in the way of the smaller one, not even its repairs. */
  @ParameterizedTest
  @ValueSource(ints = {6_000, 6_010, 6_020, 6_030, 7_000, 10_000, 15_000})
  void shouldNotLetThePictureStandStillWhenTheNetworkFalls(int firstMillis) {
    PictureReceiver falling = meeting.watch(1);
    PictureReceiver other = meeting.watch(2);
    meeting.receiver(1).link(3_000_000, QUEUE_NANOS);
    meeting.run(firstMillis);
    long fallenNanos = meeting.loop().nowNanos();

    meeting.receiver(1).link(400_000, QUEUE_NANOS);
    meeting.run(10_000);

    assertThat(falling.longestPauseNanos(fallenNanos))
        .isBetween(QUEUE_NANOS, TimeUnit.MILLISECONDS.toNanos(450));
    assertThat(other.longestPauseNanos(fallenNanos)).isEqualTo(SimulcastCamera.FRAME_NANOS);
  }

  @Test
  void shouldLeaveNoHoleInTheNumbersWhereAStreamGaveWay() {
    meeting.run(5_000);
    meeting.camera().rate("f", 60_000_000);
    meeting.run(1_000);
    meeting.camera().rate("f", 1_500_000);
    meeting.run(5_000);

    assertThat(meeting.loop().counters().dropped(DropReason.QUEUE_TOO_LONG)).isPositive();
    for (int i = 1; i < sequences.size(); i++) {
      assertThat(sequences.get(i)).isEqualTo(sequences.get(i - 1) + 1);
    }
  }

  @Test
  void shouldSendNoMoreThanTheReceiverSaysItTakes() {
    meeting.run(3_000);
    byte[] report = new byte[100];
    int[] slots = {SSRC};
    RtcpWriter writer = new RtcpWriter().begin(report, 0);
    meeting.viewer(1).sendRtcp(report, writer.remb(9, 700_000, slots, 0, 1).end());
    meeting.run(1_000);

    assertThat(estimateBps(1)).isBetween(690_000L, 700_000L);
    assertThat(height(1)).isEqualTo(360);
  }

  @Test
  void shouldBeginAnewOnAnotherPath() {
    meeting.run(5_000);
    long beforeBps = estimateBps(1);

    meeting.viewer(1).move(77);
    meeting.viewer(1).check();

    assertThat(beforeBps).isGreaterThan(2_000_000);
    assertThat(estimateBps(1)).isEqualTo(300_000);
  }
}
