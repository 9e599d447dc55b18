package dev.plenum.sfu.stream;

import static dev.plenum.sfu.stream.TestPackets.MILLIS;
import static dev.plenum.sfu.stream.TestPackets.SECONDS;
import static dev.plenum.sfu.stream.TestPackets.VP8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.SourceKind;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LayerHeightsTest {
  private static final List<CodecSpec> CODECS = List.of(VP8);
  private static final PayloadTypes SAME = new PayloadTypes(CODECS, CODECS);

  private final Source source = new Source(1, SourceKind.CAMERA, CODECS, 3);
  private final ReceiveStream small = TestPackets.stream(10, CODECS);
  private final ReceiveStream middle = TestPackets.stream(20, CODECS);
  private final ReceiveStream large = TestPackets.stream(30, CODECS);

  @BeforeEach
  void publish() {
    source.put(0, small, 0);
    source.put(1, middle, 0);
    source.put(2, large, 0);
  }

  @Test
  void shouldAssumeUsualHeights() {
    assertThat(heights()).containsExactly(180, 360, 720);
  }

  @Test
  void shouldConcludeFromKnownHeight() {
    keyFrame(middle, 270, 0);
    assertThat(heights()).containsExactly(135, 270, 540);
  }

  @Test
  void shouldTakeTheBestThatIsThere() {
    flow(0, small, middle);
    assertThat(best(2, 0)).isSameAs(middle);
    assertThat(best(Forwarder.HIGHEST, 0)).isSameAs(middle);
    assertThat(best(0, 0)).isSameAs(small);
  }

  @Test
  void shouldTakeLargerWhenTheChosenOneIsAway() {
    flow(0, middle, large);
    assertThat(best(0, 0)).isSameAs(middle);
  }

  @Test
  void shouldLeaveLayerThatWasTurnedOff() {
    flow(0, small, middle, large);
    flow(800 * MILLIS, small, middle);
    assertThat(best(2, 800 * MILLIS)).isSameAs(middle);
    assertThat(source.isLive(1, 800 * MILLIS)).isTrue();
    assertThat(source.isLive(2, 800 * MILLIS)).isFalse();
  }

  /** Once heights are known, the order in which a publisher offered its layers does not matter. */
  @Test
  void shouldGoByHeightsWhateverTheOrder() {
    keyFrame(small, 720, 0);
    keyFrame(middle, 180, 0);
    keyFrame(large, 360, 0);
    source.refresh(0);
    assertThat(heights()).containsExactly(180, 360, 720);
    assertThat(best(0, 0)).isSameAs(middle);
    assertThat(best(2, 0)).isSameAs(small);
    assertThat(source.spatialOf(large)).isEqualTo(1);
  }

  @Test
  void shouldFindNothingWhenNothingFlows() {
    assertThat(best(2, 0)).isNull();
    flow(0, small);
    assertThat(best(2, 3 * SECONDS)).isNull();
  }

  private int[] heights() {
    return IntStream.range(0, source.spatialLayers()).map(source::heightPixels).toArray();
  }

  private @Nullable ReceiveStream best(int spatial, long nowNanos) {
    return source.bestLive(spatial, SAME, nowNanos);
  }

  private static void flow(long nowNanos, ReceiveStream... layers) {
    for (ReceiveStream layer : layers) {
      layer.observe(TestPackets.packet(layer.ssrc(), 96, 1, 1, true, new byte[10]), nowNanos);
    }
  }

  private static void keyFrame(ReceiveStream layer, int height, long nowNanos) {
    byte[] payload = TestPackets.vp8(true, true, 1, 1);
    payload[14] = (byte) height;
    payload[15] = (byte) (height >> 8);
    Watcher watcher = (from, packet, now) -> {};
    layer.watch(watcher);
    layer.accept(TestPackets.packet(layer.ssrc(), 96, 1, 1, true, payload), nowNanos, false);
    layer.unwatch(watcher);
  }
}
