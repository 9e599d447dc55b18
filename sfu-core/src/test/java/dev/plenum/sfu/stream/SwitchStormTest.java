package dev.plenum.sfu.stream;

import static dev.plenum.sfu.stream.TestPackets.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.SourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Three cameras, whose layers are switched onto one slot at random 10,000 times: up, down, to fewer
 * and more frames, to other cameras, to nothing and back. A {@link DecoderModel} checks what comes.
 */
class SwitchStormTest {
  private static final int CAMERAS = 3;
  private static final int SWITCHES = 10_000;
  private static final long PICTURE_NANOS = 33 * MILLIS;

  /** What has not been repaired after so many pictures never comes. */
  private static final int LATEST_PICTURES = 6;

  private final List<ModelEncoder> encoders = new ArrayList<>();
  private final List<Source> cameras = new ArrayList<>();
  private final List<Late> underWay = new ArrayList<>();

  /** A packet that comes late. */
  private record Late(ModelEncoder encoder, RtpPacket packet, long tick) {}

  /**
   * Where descriptors tell of the layers, payloads are noise; only where the receiver did not
   * negotiate them ("clear") its codec's own descriptor is there to be rewritten.
   */
  @ParameterizedTest(name = "{0}, {1} streams of L{2}T{3}{4} told by {5}, {6} ‰ lost, {7} ‰ late")
  @CsvSource({
    "VP8,  3, 1, 3, '',   payload,    0,  0",
    "VP8,  3, 1, 3, '',   payload,    20, 50",
    "VP8,  3, 1, 2, '',   descriptor, 0,  0",
    "VP8,  3, 1, 3, '',   clear,      0,  0",
    "H264, 3, 1, 3, '',   descriptor, 0,  0",
    "H264, 3, 1, 3, '',   descriptor, 20, 50",
    "VP9,  3, 1, 3, '',   payload,    0,  0",
    "VP9,  1, 3, 3, '',   payload,    0,  0",
    "VP9,  1, 3, 3, _KEY, payload,    0,  0",
    "VP9,  1, 3, 3, _KEY, payload,    20, 50",
    "VP9,  1, 3, 3, _KEY, descriptor, 0,  0",
    "VP9,  1, 3, 3, '',   clear,      0,  0",
    "AV1,  3, 1, 2, '',   descriptor, 20, 50",
    "AV1,  1, 3, 3, '',   descriptor, 0,  0",
    "AV1,  1, 2, 2, '',   descriptor, 20, 50",
    "AV1,  1, 3, 3, _KEY, descriptor, 0,  0",
    "AV1,  1, 3, 3, _KEY, descriptor, 20, 50",
  })
  void shouldAlwaysBeDecodable(
      Codec codec,
      int streams,
      int spatialLayers,
      int temporalLayers,
      String mode,
      String told,
      int lossPerMille,
      int latePerMille) {
    Random random = new Random(7 * streams + lossPerMille);
    Scalability layers = new Scalability(spatialLayers, temporalLayers, mode.equals("_KEY"));
    boolean described = !told.equals("payload");
    boolean clear = !told.equals("descriptor");
    publish(codec, streams, layers, described, clear);
    DecoderModel receiver =
        new DecoderModel(encoders, codec, told.equals("descriptor"), lossPerMille == 0);
    receiver.slot().welcomeBytes = 20_000;
    int switches = 0;
    for (long tick = 1; switches < SWITCHES; tick++) {
      long nowNanos = tick * PICTURE_NANOS;
      if (random.nextInt(6) == 0) {
        change(receiver.slot(), random, nowNanos);
        switches++;
      }
      for (ModelEncoder encoder : encoders) {
        capture(encoder, random, lossPerMille, latePerMille, tick);
      }
      if (receiver.slot().sent.size() > 1_000) {
        receiver.check(500);
      }
    }
    assertThat(receiver.epochs()).isGreaterThan(1_000);
    assertThat(receiver.frames()).isGreaterThan(10_000);
    for (int spatial = 0; spatial < spatialLayers; spatial++) {
      for (int temporal = 0; temporal < temporalLayers; temporal++) {
        assertThat(receiver.shown(spatial, temporal)).isGreaterThan(300);
      }
    }
  }

  private void publish(
      Codec codec, int streams, Scalability layers, boolean described, boolean clear) {
    CodecSpec spec =
        switch (codec) {
          case VP8 -> TestPackets.VP8;
          case VP9 -> TestPackets.VP9;
          case H264 -> TestPackets.H264;
          default -> TestPackets.AV1;
        };
    for (int i = 0; i < CAMERAS; i++) {
      Source camera = new Source(i + 1, SourceKind.CAMERA, List.of(spec), streams);
      cameras.add(camera);
      for (int j = 0; j < streams; j++) {
        ModelEncoder encoder =
            new ModelEncoder(encoders.size(), spec, layers, described, clear, 1_000L * i);
        encoders.add(encoder);
        camera.put(j, encoder.stream, 0);
      }
    }
  }

  private void change(TestSlot slot, Random random, long nowNanos) {
    switch (random.nextInt(10)) {
      case 0 -> slot.forwarder.target(null, nowNanos);
      case 1 -> slot.forwarder.hold(nowNanos);
      case 2, 3 -> {
        slot.forwarder.target(cameras.get(random.nextInt(CAMERAS)), nowNanos);
        slot.forwarder.choose(random.nextInt(3), random.nextInt(3), nowNanos);
      }
      default -> slot.forwarder.choose(random.nextInt(3), random.nextInt(3), nowNanos);
    }
  }

  private void capture(
      ModelEncoder encoder, Random random, int lossPerMille, int latePerMille, long tick) {
    long nowNanos = tick * PICTURE_NANOS;
    KeyFrameRequester keyFrames = encoder.stream.keyFrames();
    boolean key = random.nextInt(60) == 0;
    if (keyFrames.isDue(nowNanos)) {
      keyFrames.sent(nowNanos);
      key = true;
    }
    for (RtpPacket packet : encoder.encode(key, nowNanos)) {
      int luck = random.nextInt(1_000);
      if (luck < lossPerMille / 4) {
        continue;
      }
      if (luck < lossPerMille) {
        underWay.add(new Late(encoder, packet, tick + 1 + random.nextInt(LATEST_PICTURES)));
      } else if (luck < lossPerMille + latePerMille) {
        underWay.add(new Late(encoder, packet, tick));
      } else {
        deliver(encoder, packet, nowNanos);
      }
    }
    for (int i = underWay.size() - 1; i >= 0; i--) {
      Late late = underWay.get(i);
      if (late.encoder() == encoder && late.tick() <= tick) {
        underWay.remove(i);
        deliver(encoder, late.packet(), nowNanos);
      }
    }
  }

  private static void deliver(ModelEncoder encoder, RtpPacket packet, long nowNanos) {
    ReceiveStream stream = encoder.stream;
    if (stream.accept(packet, nowNanos, false) == ReceiveStream.Acceptance.NEW) {
      for (int i = stream.watcherCount() - 1; i >= 0; i--) {
        stream.watcher(i).onPacket(stream, packet, nowNanos);
      }
    }
  }
}
