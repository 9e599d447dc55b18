package dev.plenum.sfu.stream;

import static dev.plenum.sfu.stream.TestPackets.MILLIS;
import static dev.plenum.sfu.stream.TestPackets.SECONDS;
import static dev.plenum.sfu.stream.TestPackets.VP8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.SourceKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerChoiceTest {
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

  /** With no height known, 180, 360 and 720 are assumed. */
  @ParameterizedTest
  @CsvSource({
    "1, 0", "180, 0", "200, 0", "201, 1", "360, 1", "400, 1", "401, 2", "720, 2", "2160, 2"
  })
  void shouldAssumeUsualHeights(int asked, int layer) {
    flow(0, small, middle, large);
    assertThat(chosen(asked, 0)).isSameAs(source.layer(layer));
  }

  /** One known height tells the others: here 270 in the middle, so 135 and 540. */
  @ParameterizedTest
  @CsvSource({"135, 0", "150, 0", "151, 1", "300, 1", "301, 2", "1080, 2"})
  void shouldConcludeFromKnownHeight(int asked, int layer) {
    flow(0, small, large);
    keyFrame(middle, 270, 0);
    assertThat(chosen(asked, 0)).isSameAs(source.layer(layer));
  }

  @Test
  void shouldTakeTheLargestThatIsThere() {
    flow(0, small, middle);
    assertThat(chosen(1080, 0)).isSameAs(middle);
  }

  @Test
  void shouldTakeLargerWhenTheFittingOneIsAway() {
    flow(0, middle, large);
    assertThat(chosen(100, 0)).isSameAs(middle);
  }

  @Test
  void shouldLeaveLayerThatWasTurnedOff() {
    flow(0, small, middle, large);
    flow(800 * MILLIS, small, middle);
    assertThat(chosen(720, 800 * MILLIS)).isSameAs(middle);
  }

  /** Once heights are known, the order in which a publisher offered its layers does not matter. */
  @ParameterizedTest
  @CsvSource({"100, 2", "180, 2", "300, 1", "500, 0"})
  void shouldGoByHeightsWhateverTheOrder(int asked, int layer) {
    keyFrame(small, 720, 0);
    keyFrame(middle, 360, 0);
    keyFrame(large, 180, 0);
    assertThat(chosen(asked, 0)).isSameAs(source.layer(layer));
  }

  @Test
  void shouldFindNothingWhenNothingFlows() {
    assertThat(chosen(720, 0)).isNull();
    flow(0, small);
    assertThat(chosen(720, 3 * SECONDS)).isNull();
  }

  private @Nullable ReceiveStream chosen(int askedHeight, long nowNanos) {
    return LayerChoice.choose(source, SAME, askedHeight, nowNanos);
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
