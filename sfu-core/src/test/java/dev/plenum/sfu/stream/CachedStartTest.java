package dev.plenum.sfu.stream;

import static dev.plenum.sfu.stream.TestPackets.MILLIS;
import static dev.plenum.sfu.stream.TestPackets.VP8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SourceKind;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Newcomers to a layer that others watch: 30 frames per second of one packet each. */
class CachedStartTest {
  private static final List<CodecSpec> CODECS = List.of(VP8);
  private static final long FRAME_NANOS = 33 * MILLIS;

  private final TestLayer layer = new TestLayer('A', 1, 0x7fff_0000, CODECS);
  private final Source camera = source(1, layer);
  private final TestSlot earlier = new TestSlot(0, SlotSpec.Kind.VIDEO, CODECS);
  private final TestSlot newcomer = new TestSlot(65_530, SlotSpec.Kind.VIDEO, CODECS);
  private long sequence = 65_500;
  private long nowNanos;

  @BeforeEach
  void watch() {
    newcomer.welcomeBytes = 100_000;
    send(false);
    earlier.show(camera, 0, nowNanos);
  }

  @Test
  void shouldBeginWithRecentKeyFrame() {
    send(true);
    long key = sequence;
    send(30, false);
    newcomer.show(camera, 0, nowNanos);
    assertThat(newcomer.sent).hasSize(31);
    assertThat(newcomer.sent.getFirst().mark().keyFrame()).isTrue();
    assertThat(newcomer.sent.getFirst().original()).isEqualTo(key);
    assertThat(layer.stream.keyFrames().isWanted()).isFalse();
    send(3, false);
    assertThat(newcomer.sent).hasSize(34);
    for (int i = 1; i < 34; i++) {
      TestSlot.Sent sent = newcomer.sent.get(i);
      assertThat(sent.sequence()).isEqualTo(65_530 + i);
      assertThat(sent.original()).isEqualTo(key + i);
      int step = sent.packet().timestamp() - newcomer.sent.get(i - 1).packet().timestamp();
      assertThat(step).isBetween(i <= 30 ? 90 : 3_000, i <= 30 ? 100 : 3_000);
    }
  }

  @Test
  void shouldTakeItsTimestampsWithTheRetransmissions() {
    send(true);
    send(40, false);
    newcomer.show(camera, 0, nowNanos);
    send(2, false);
    for (TestSlot.Sent sent : newcomer.sent) {
      RtpPacket repeated =
          Objects.requireNonNull(newcomer.retransmitted((int) sent.sequence() & 0xffff, nowNanos));
      assertThat(repeated.timestamp()).isEqualTo(sent.packet().timestamp());
      assertThat(TestSlot.originalOf(repeated)).isEqualTo(sent.original());
    }
  }

  /** Though it first shows something else, live frames bear the time at which they came. */
  @Test
  void shouldKeepPaceWithWhatWasShownBefore() {
    TestLayer other = new TestLayer('B', 2, 77, CODECS);
    Source before = source(2, other);
    other.deliver(other.video(VP8, 1, false), nowNanos);
    newcomer.show(before, 0, nowNanos);
    other.deliver(other.video(VP8, 2, true), nowNanos);
    TestSlot.Sent first = newcomer.last();
    send(true);
    send(50, false);
    newcomer.show(camera, 0, nowNanos);
    TestSlot.Sent live = newcomer.last();
    int elapsed = live.packet().timestamp() - first.packet().timestamp();
    assertThat(elapsed).isEqualTo((int) ((live.nanos() - first.nanos()) / 1_000_000 * 90));
    assertThat(newcomer.sent.get(1).packet().timestamp()).isGreaterThan(first.packet().timestamp());
  }

  @Test
  void shouldAskForKeyFrameWhenTheLastOneIsTooOld() {
    send(true);
    send(65, false);
    newcomer.show(camera, 0, nowNanos);
    assertThat(newcomer.sent).isEmpty();
    assertThat(layer.stream.keyFrames().isWanted()).isTrue();
  }

  @Test
  void shouldAskForKeyFrameWhenSoMuchIsNotWelcome() {
    newcomer.welcomeBytes = 100;
    send(true);
    send(10, false);
    newcomer.show(camera, 0, nowNanos);
    assertThat(newcomer.sent).isEmpty();
    assertThat(layer.stream.keyFrames().isWanted()).isTrue();
  }

  /** While nobody watched, frames were not kept. */
  @Test
  void shouldNotBridgeRest() {
    send(true);
    send(5, false);
    earlier.forwarder.target(null, nowNanos);
    send(5, false);
    earlier.show(camera, 0, nowNanos);
    send(5, false);
    newcomer.show(camera, 0, nowNanos);
    assertThat(newcomer.sent).isEmpty();
    send(true);
    assertThat(newcomer.sent).hasSize(1);
  }

  @Test
  void shouldTakeInWhatIsRepairedLater() {
    send(true);
    send(3, false);
    long lost = ++sequence;
    nowNanos += FRAME_NANOS;
    send(3, false);
    newcomer.show(camera, 0, nowNanos);
    assertThat(newcomer.sent).hasSize(7);
    layer.deliver(layer.video(VP8, lost, false), nowNanos);
    assertThat(newcomer.last().sequence()).isEqualTo(65_530 + 4);
    assertThat(newcomer.last().original()).isEqualTo(lost);
    assertThat(newcomer.last().packet().timestamp())
        .isBetween(
            newcomer.sent.get(3).packet().timestamp() + 90,
            newcomer.sent.get(4).packet().timestamp() - 90);
  }

  /** What gave way is not given again at once: it would only give way again. */
  @Test
  void shouldAwaitKeyFrameAfterGivingWay() {
    send(true);
    send(10, false);
    newcomer.show(camera, 0, nowNanos);
    newcomer.forwarder.gaveWay(65_535, nowNanos);
    assertThat(newcomer.sent).hasSize(11);
    send(true);
    assertThat(newcomer.last().sequence()).isEqualTo(65_535);
  }

  private void send(int frames, boolean key) {
    for (int i = 0; i < frames; i++) {
      send(key);
    }
  }

  private void send(boolean key) {
    sequence++;
    nowNanos += FRAME_NANOS;
    layer.deliver(layer.video(VP8, sequence, key), nowNanos);
  }

  private static Source source(int csrc, TestLayer layer) {
    Source source = new Source(csrc, SourceKind.CAMERA, CODECS, 1);
    source.put(0, layer.stream, 0);
    return source;
  }
}
