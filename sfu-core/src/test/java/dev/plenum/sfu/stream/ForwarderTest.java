package dev.plenum.sfu.stream;

import static dev.plenum.sfu.stream.TestPackets.H264;
import static dev.plenum.sfu.stream.TestPackets.MILLIS;
import static dev.plenum.sfu.stream.TestPackets.SECONDS;
import static dev.plenum.sfu.stream.TestPackets.VP8;
import static dev.plenum.sfu.stream.TestPackets.VP9;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.DropReason;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SlotStatus.Pause;
import dev.plenum.sfu.control.SourceKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForwarderTest {
  private static final List<CodecSpec> CODECS = List.of(VP8);

  private final TestLayer small = new TestLayer('s', 1, 0, CODECS);
  private final TestLayer large = new TestLayer('l', 2, 5_000_000, CODECS);
  private final Source camera = new Source(42, SourceKind.CAMERA, CODECS, 2);
  private final TestSlot slot = new TestSlot(0, SlotSpec.Kind.VIDEO, CODECS);
  private final Forwarder forwarder = slot.forwarder;
  private long sequence;
  private long nowNanos;

  @Test
  void shouldCostNothingWhileNobodyWatches() {
    publish();
    send(false, small, large);
    assertThat(small.stream.isWatched()).isFalse();
    assertThat(large.stream.isWatched()).isFalse();
    slot.show(camera, 0, nowNanos);
    assertThat(small.stream.isWatched()).isTrue();
    assertThat(large.stream.isWatched()).isFalse();
    forwarder.target(null, nowNanos);
    assertThat(small.stream.isWatched()).isFalse();
  }

  @Test
  void shouldShowNewLayerFromItsKeyFrameOnAndLeaveTheOld() {
    publish();
    send(false, small, large);
    slot.show(camera, 0, nowNanos);
    send(true, small, large);
    assertThat(slot.last().name()).isEqualTo('s');

    slot.show(camera, 1, nowNanos);
    assertThat(large.stream.keyFrames().isWanted()).isTrue();
    send(false, small, large);
    assertThat(slot.last().name()).isEqualTo('s');
    send(true, large);
    assertThat(slot.last().name()).isEqualTo('l');
    assertThat(small.stream.isWatched()).isFalse();
    assertThat(large.stream.watcherCount()).isEqualTo(1);
    int shown = slot.sent.size();
    send(true, small);
    assertThat(slot.sent).hasSize(shown);
  }

  @Test
  void shouldFallBackWhenLayerIsTurnedOff() {
    publish();
    send(false, small, large);
    slot.show(camera, 1, nowNanos);
    send(true, large);
    for (int i = 0; i < 10; i++) {
      nowNanos += 100 * MILLIS;
      send(false, small);
      camera.refresh(nowNanos);
    }
    assertThat(small.stream.keyFrames().isWanted()).isTrue();
    send(true, small);
    assertThat(slot.last().name()).isEqualTo('s');
  }

  @Test
  void shouldGoOnWithNewSsrcOfLayer() {
    publish();
    send(false, small);
    slot.show(camera, 0, nowNanos);
    send(true, small);
    TestLayer again = new TestLayer('S', 3, 77, CODECS);
    camera.put(0, again.stream, nowNanos);
    send(false, again);
    camera.refresh(nowNanos);
    send(true, again);
    assertThat(slot.last().name()).isEqualTo('S');
    assertThat(slot.last().sequence()).isEqualTo(1);
    assertThat(small.stream.isWatched()).isFalse();
  }

  @Test
  void shouldTellWhyNothingIsSent() {
    publish();
    assertThat(forwarder.pause(nowNanos)).isEqualTo(Pause.NONE);
    assertThat(forwarder.shownCsrc()).isZero();

    slot.show(camera, 0, nowNanos);
    assertThat(forwarder.pause(nowNanos)).isEqualTo(Pause.INACTIVE);
    assertThat(forwarder.shownCsrc()).isEqualTo(42);

    send(false, small);
    camera.refresh(nowNanos);
    assertThat(forwarder.pause(nowNanos)).isEqualTo(Pause.NONE);
    assertThat(forwarder.isShowing()).isFalse();
    send(true, small);
    assertThat(forwarder.isShowing()).isTrue();

    camera.mute(true, nowNanos);
    assertThat(forwarder.pause(nowNanos)).isEqualTo(Pause.MUTED);
    assertThat(forwarder.isShowing()).isFalse();
    assertThat(small.stream.isWatched()).isFalse();
    camera.mute(false, nowNanos);
    assertThat(forwarder.pause(nowNanos)).isEqualTo(Pause.NONE);

    nowNanos += 3 * SECONDS;
    camera.refresh(nowNanos);
    assertThat(forwarder.pause(nowNanos)).isEqualTo(Pause.INACTIVE);
  }

  @Test
  void shouldShowNothingWithoutChoice() {
    publish();
    send(false, small, large);
    forwarder.target(camera, nowNanos);
    assertThat(small.stream.isWatched() || large.stream.isWatched()).isFalse();
    send(true, small, large);
    assertThat(slot.sent).isEmpty();
    assertThat(forwarder.shownSpatial()).isEqualTo(Forwarder.NONE);
    assertThat(forwarder.shownTemporal()).isEqualTo(Forwarder.NONE);
  }

  @Test
  void shouldHoldWhatBandwidthDoesNotCarry() {
    publish();
    send(false, small, large);
    slot.show(camera, 1, nowNanos);
    send(true, large);
    assertThat(forwarder.shownSpatial()).isEqualTo(1);
    forwarder.hold(nowNanos);
    assertThat(forwarder.pause(nowNanos)).isEqualTo(Pause.BANDWIDTH);
    assertThat(large.stream.isWatched()).isFalse();
    send(true, small, large);
    assertThat(slot.sent).hasSize(1);
    forwarder.choose(0, 0, nowNanos);
    assertThat(forwarder.pause(nowNanos)).isEqualTo(Pause.NONE);
    send(true, small, large);
    assertThat(slot.last().name()).isEqualTo('s');
    assertThat(slot.last().sequence()).isEqualTo(1);
  }

  @Test
  void shouldTakeBackWhatNeverLeft() {
    publish();
    send(false, small);
    slot.show(camera, 0, nowNanos);
    send(true, small);
    send(false, small);
    send(false, small);
    forwarder.gaveWay(1, nowNanos);
    assertThat(forwarder.isShowing()).isFalse();
    assertThat(small.stream.keyFrames().isWanted()).isTrue();
    send(false, small);
    assertThat(slot.sent).hasSize(3);
    send(true, small);
    assertThat(slot.last().sequence()).isEqualTo(1);
    send(false, small);
    assertThat(slot.last().sequence()).isEqualTo(2);
  }

  @Test
  void shouldOvertakeTheLargerPictureByTheSmallerOne() {
    publish();
    send(false, small, large);
    slot.show(camera, 1, nowNanos);
    send(true, large);
    send(false, large);
    send(false, large);
    assertThat(slot.retransmitted(0, nowNanos)).isNotNull();
    slot.firstWaiting = 1;

    slot.show(camera, 0, nowNanos);
    assertThat(slot.retransmitted(1, nowNanos)).isNull();
    assertThat(slot.sendStream.refusal()).isEqualTo(DropReason.NACK_OVERTAKEN);

    send(true, small);
    assertThat(slot.last().sequence()).isEqualTo(1);
    nowNanos += 1_000 * MILLIS;
    assertThat(slot.retransmitted(0, nowNanos)).isNull();
    assertThat(slot.retransmitted(1, nowNanos)).isNotNull();
  }

  @Test
  void shouldAskForNoKeyFrameThatNobodyWaitsFor() {
    publish();
    send(false, small, large);
    slot.show(camera, 0, nowNanos);
    assertThat(small.stream.keyFrames().isWanted()).isTrue();

    slot.show(camera, 1, nowNanos);

    assertThat(small.stream.keyFrames().isWanted()).isFalse();
    assertThat(large.stream.keyFrames().isWanted()).isTrue();
  }

  @Test
  void shouldTellThatCodecIsUnsupported() {
    Source screen = new Source(43, SourceKind.SCREEN, List.of(VP9), 1);
    TestLayer layer = new TestLayer('v', 5, 0, List.of(VP9));
    screen.put(0, layer.stream, 0);
    layer.deliver(layer.video(VP9, 1, false), 0);
    slot.show(screen, 0, 0);
    assertThat(forwarder.pause(0)).isEqualTo(Pause.UNSUPPORTED);
    assertThat(layer.stream.isWatched()).isFalse();
  }

  /** What one of an m-line's codecs promises, another of them may not keep. */
  @Test
  void shouldTellWhenPublisherTurnsToUnsupportedCodec() {
    List<CodecSpec> both = List.of(VP8, H264);
    Source source = new Source(44, SourceKind.CAMERA, both, 1);
    TestLayer layer = new TestLayer('x', 6, 0, both);
    source.put(0, layer.stream, 0);
    layer.deliver(layer.video(VP8, 1, false), 0);
    slot.show(source, 0, 0);
    layer.deliver(layer.video(VP8, 2, true), 0);
    layer.deliver(layer.packet(H264, 3, new byte[] {0x65, 1, 2, 3, 4}), 0);
    source.refresh(0);
    assertThat(forwarder.pause(0)).isEqualTo(Pause.UNSUPPORTED);
    assertThat(slot.sent).hasSize(1);
  }

  @Test
  void shouldNameWhatIsShownUntilTheSwitchHappens() {
    publish();
    Source other = new Source(50, SourceKind.SCREEN, CODECS, 1);
    TestLayer screen = new TestLayer('o', 9, 0, CODECS);
    other.put(0, screen.stream, 0);
    send(false, small, screen);
    slot.show(camera, 0, nowNanos);
    send(true, small);
    slot.show(other, 0, nowNanos);
    send(false, small, screen);
    assertThat(forwarder.shownCsrc()).isEqualTo(42);
    send(true, screen);
    assertThat(forwarder.shownCsrc()).isEqualTo(50);
    assertThat(forwarder.target()).isSameAs(other);
  }

  @Test
  void shouldPassReceiversKeyFrameRequestToWhatIsShown() {
    publish();
    forwarder.requestKeyFrame(nowNanos);
    send(false, small);
    slot.show(camera, 0, nowNanos);
    send(true, small);
    assertThat(small.stream.keyFrames().isWanted()).isFalse();
    forwarder.requestKeyFrame(nowNanos);
    assertThat(small.stream.keyFrames().isWanted()).isTrue();
  }

  @Test
  void shouldCountOnWhenTheAnswerChanges() {
    publish();
    send(false, small);
    slot.show(camera, 0, nowNanos);
    send(true, small);
    forwarder.decode(CODECS, nowNanos);
    assertThat(forwarder.isShowing()).isTrue();

    List<CodecSpec> renamed = List.of(new CodecSpec(VP8.codec(), 120, 90_000, 121, ""));
    forwarder.decode(renamed, nowNanos);
    slot.sendStream.renegotiate(
        new SlotSpec("0", SlotSpec.Kind.VIDEO, TestSlot.SSRC, TestSlot.RTX_SSRC, renamed),
        new HeaderExtensionIds(TestPackets.EXTENSIONS));
    send(false, small);
    assertThat(slot.sent).hasSize(1);
    send(true, small);
    assertThat(slot.last().sequence()).isEqualTo(1);
    assertThat(slot.last().packet().payloadType()).isEqualTo(120);
  }

  private void publish() {
    camera.put(0, small.stream, 0);
    camera.put(1, large.stream, 0);
  }

  private void send(boolean key, TestLayer... layers) {
    sequence++;
    nowNanos += 10 * MILLIS;
    for (TestLayer layer : layers) {
      CodecSpec codec = layer.stream.codec();
      layer.deliver(layer.video(codec, sequence, key), nowNanos);
    }
  }
}
