package dev.plenum.sfu.stream;

import static dev.plenum.sfu.stream.ReceiveStream.Acceptance.DUPLICATE;
import static dev.plenum.sfu.stream.ReceiveStream.Acceptance.NEW;
import static dev.plenum.sfu.stream.ReceiveStream.Acceptance.TOO_OLD;
import static dev.plenum.sfu.stream.ReceiveStream.Acceptance.UNKNOWN_PAYLOAD_TYPE;
import static dev.plenum.sfu.stream.TestPackets.H264;
import static dev.plenum.sfu.stream.TestPackets.MILLIS;
import static dev.plenum.sfu.stream.TestPackets.OPUS;
import static dev.plenum.sfu.stream.TestPackets.SECONDS;
import static dev.plenum.sfu.stream.TestPackets.VP8;
import static dev.plenum.sfu.stream.TestPackets.VP9;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.rtcp.ReportBlocks;
import dev.plenum.rtp.rtcp.RtcpKind;
import dev.plenum.rtp.rtcp.RtcpPacket;
import dev.plenum.rtp.rtcp.RtcpWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiveStreamTest {
  private final TestLayer layer = new TestLayer('A', 7, 0, List.of(VP8, H264));
  private final ReceiveStream stream = layer.stream;
  private final byte[] bytes = new byte[1_500];
  private long nowNanos;

  @BeforeEach
  void watch() {
    stream.watch((layer, packet, now) -> {});
  }

  @Test
  void shouldSayWhatBecameOfPacket() {
    assertThat(accept(100)).isEqualTo(NEW);
    assertThat(accept(101)).isEqualTo(NEW);
    assertThat(accept(101)).isEqualTo(DUPLICATE);
    assertThat(accept(99)).isEqualTo(NEW);
    assertThat(accept(100 - PacketHistory.FIRST_PACKETS)).isEqualTo(TOO_OLD);
    assertThat(stream.accept(layer.video(VP9, 102, false), nowNanos, false))
        .isEqualTo(UNKNOWN_PAYLOAD_TYPE);
  }

  @Test
  void shouldExtendSequenceNumbers() {
    for (long sequence = 65_530; sequence < 3 * 65_536; sequence += 7) {
      assertThat(accept(sequence)).isEqualTo(NEW);
      assertThat(stream.sequence()).isEqualTo(sequence);
    }
  }

  @Test
  void shouldReadFrames() {
    stream.accept(layer.video(VP8, 5, true), nowNanos, false);
    assertThat(stream.isKeyFrameStart()).isTrue();
    assertThat(stream.widthPixels()).isEqualTo(640);
    assertThat(stream.heightPixels()).isEqualTo(360);
    assertThat(stream.mark().pictureId()).isEqualTo(5);
    stream.accept(layer.video(VP8, 6, false), nowNanos, false);
    assertThat(stream.isKeyFrameStart()).isFalse();
    assertThat(stream.heightPixels()).isEqualTo(360);
  }

  @Test
  void shouldBeginKeyFrameAtFirstOfItsSlices() {
    byte[] slice = {0x65, 1, 2, 3};
    stream.accept(
        TestPackets.packet(7, H264.payloadType(), 1, 3_000, false, slice), nowNanos, false);
    assertThat(stream.isKeyFrameStart()).isTrue();
    assertThat(stream.codec()).isEqualTo(H264);
    stream.accept(
        TestPackets.packet(7, H264.payloadType(), 2, 3_000, true, slice), nowNanos, false);
    assertThat(stream.isKeyFrameStart()).isFalse();
  }

  @Test
  void shouldAskForWhatIsMissing() {
    accept(1);
    accept(4);
    assertThat(stream.nextDeadlineNanos()).isEqualTo(nowNanos);
    assertThat(feedback()).containsExactly(RtcpKind.NACK);
    assertThat(stream.accept(layer.video(VP8, 2, false), nowNanos, true)).isEqualTo(NEW);
    assertThat(stream.accept(layer.video(VP8, 3, false), nowNanos, true)).isEqualTo(NEW);
    assertThat(stream.nextDeadlineNanos()).isEqualTo(Deadline.NONE);
  }

  @Test
  void shouldNotAskForSoundAgain() {
    ReceiveStream sound = TestPackets.stream(9, List.of(OPUS));
    sound.watch((layer, packet, now) -> {});
    sound.accept(TestPackets.packet(9, 111, 1, 0, false, new byte[40]), 0, false);
    sound.accept(TestPackets.packet(9, 111, 5, 3_840, false, new byte[40]), 0, false);
    assertThat(sound.nextDeadlineNanos()).isEqualTo(Deadline.NONE);
  }

  @Test
  void shouldAskForKeyFrameAfterTooLargeGap() {
    accept(1);
    accept(3 + NackTracker.MOST_MISSING);
    assertThat(feedback()).containsExactly(RtcpKind.PICTURE_LOSS);
    stream.accept(layer.video(VP8, 4 + NackTracker.MOST_MISSING, true), nowNanos, false);
    assertThat(stream.nextDeadlineNanos()).isEqualTo(Deadline.NONE);
  }

  @Test
  void shouldCountPacketsThatNobodyWatches() {
    for (int i = 0; i < 100; i++) {
      if (i % 10 != 5) {
        stream.observe(layer.video(VP8, i, false), i * MILLIS);
      }
    }
    assertThat(stream.isFlowing(100 * MILLIS)).isTrue();
    assertThat(stream.isFlowing(3 * SECONDS)).isFalse();
    assertThat(stream.nextDeadlineNanos()).isEqualTo(Deadline.NONE);
    assertThat(report().cumulativeLost()).isEqualTo(10);
  }

  @Test
  void shouldKeepNothingThatNobodyWatches() {
    ReceiveStream unwatched = TestPackets.stream(7, List.of(VP8));
    assertThat(unwatched.accept(layer.video(VP8, 5, true), nowNanos, false)).isEqualTo(NEW);
    assertThat(unwatched.history().bytes()).isEmpty();
    assertThat(unwatched.isFlowing(nowNanos)).isTrue();
    assertThat(unwatched.statistics().highestSequence()).isEqualTo(5);
  }

  /** Sequence numbers may have wrapped any number of times meanwhile. */
  @Test
  void shouldTakeUpPacketsAfterRestWhateverTheirNumbers() {
    accept(40_000);
    for (int later : new int[] {1, 40_000, 39_999, 40_001, 7_231, 7_232}) {
      stream.observe(layer.video(VP8, later, false), nowNanos);
      long before = stream.sequence();
      assertThat(accept(later + 1)).isEqualTo(NEW);
      assertThat(stream.sequence()).isGreaterThan(before);
      assertThat(accept(later + 2)).isEqualTo(NEW);
      assertThat(stream.nextDeadlineNanos()).isEqualTo(Deadline.NONE);
    }
  }

  @Test
  void shouldGiveMemoryBackWhenNobodyWatchesAnyLonger() {
    accept(1);
    assertThat(stream.history().bytes()).isNotEmpty();
    stream.observe(layer.video(VP8, 2, false), 500 * MILLIS);
    assertThat(stream.history().bytes()).isNotEmpty();
    stream.observe(layer.video(VP8, 3, false), 2_500 * MILLIS);
    assertThat(stream.history().bytes()).isEmpty();
  }

  @Test
  void shouldReportWithLastSenderReport() {
    accept(1);
    stream.onSenderReport(0x1111_2222_3333_4444L, 9, 0);
    nowNanos = SECONDS;
    ReportBlocks block = report();
    assertThat(block.ssrc()).isEqualTo(7);
    assertThat(block.lastSenderReport()).isEqualTo(0x2222_3333);
    assertThat(block.delaySinceLastSenderReport()).isEqualTo(65_536);
  }

  @Test
  void shouldReportNothingBeforeFirstPacket() {
    RtcpWriter writer = new RtcpWriter().begin(bytes, 0).receiverReport(1);
    int length = writer.length();
    stream.writeReportBlock(writer, 0);
    assertThat(writer.length()).isEqualTo(length);
  }

  @Test
  void shouldNotMindMalformedPayload() {
    for (int length = 0; length < 12; length++) {
      byte[] payload = new byte[length];
      Arrays.fill(payload, (byte) 0xff);
      assertThat(
              stream.accept(TestPackets.packet(7, 96, 200 + length, 0, false, payload), 0, false))
          .isEqualTo(NEW);
      assertThat(stream.isKeyFrameStart()).isFalse();
    }
  }

  private ReceiveStream.Acceptance accept(long sequence) {
    return stream.accept(layer.video(VP8, sequence, false), nowNanos, false);
  }

  private List<RtcpKind> feedback() {
    RtcpWriter writer = new RtcpWriter().begin(bytes, 0);
    List<RtcpKind> kinds = new ArrayList<>();
    if (stream.writeFeedback(writer, 1, 50 * MILLIS, nowNanos)) {
      RtcpPacket packet = new RtcpPacket();
      assertThat(packet.wrap(bytes, 0, writer.end())).isTrue();
      while (packet.next()) {
        kinds.add(packet.kind());
      }
    }
    return kinds;
  }

  private ReportBlocks report() {
    RtcpWriter writer = new RtcpWriter().begin(bytes, 0).receiverReport(1);
    stream.writeReportBlock(writer, nowNanos);
    RtcpPacket packet = new RtcpPacket();
    assertThat(packet.wrap(bytes, 0, writer.end())).isTrue();
    assertThat(packet.next()).isTrue();
    ReportBlocks block = new ReportBlocks();
    assertThat(block.wrap(packet)).isTrue();
    assertThat(block.next()).isTrue();
    return block;
  }
}
