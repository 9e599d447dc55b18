package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plenum.load.OutgoingStream.TransportNumbers;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.rtp.codec.FrameMark;
import dev.plenum.sfu.srtp.SrtpProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CameraTest {
  private static final int PICTURES_PER_SECOND = 30;
  private static final Layer LAYER = new Layer("", 4, 640, 360);
  private static final int BITRATE_BPS = 300_000;
  private static final int MEAN_BYTES = BITRATE_BPS / Byte.SIZE / PICTURES_PER_SECOND;
  private static final int WIRE_BYTES = 1_100;
  private static final long STEP_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private final OutgoingStream stream = new OutgoingStream(7, Offer.VP8, new TransportNumbers());
  private final FrameMark mark = new FrameMark();
  private final List<Integer> sequences = new ArrayList<>();
  private final List<Integer> wireBytes = new ArrayList<>();
  private final List<Long> sentNanos = new ArrayList<>();
  private long nowNanos;
  private int bytes;
  private int markers;
  private int keyFrames;

  @Test
  void shouldSendTheBitRateAskedFor() {
    play(varying(), 100);

    assertThat(bytes * 8 / 100).isCloseTo(BITRATE_BPS, within(BITRATE_BPS / 20));
    assertThat(keyFrames).isEqualTo(1);
    assertThat(markers).isEqualTo(100 * PICTURES_PER_SECOND);
  }

  @Test
  void shouldMakeKeyFramesWhenAsked() {
    Camera camera = varying();
    play(camera, 1);
    camera.wantKeyFrame();
    play(camera, 1);

    assertThat(keyFrames).isEqualTo(2);
  }

  @Test
  void shouldNumberPacketsOneByOne() {
    play(varying(), 10);

    for (int i = 0; i < sequences.size(); i++) {
      assertThat(sequences.get(i)).isEqualTo(i);
    }
  }

  @Test
  void shouldFillPackets() {
    play(full(Spacing.FRAME), 10);

    assertThat(wireBytes).hasSize(10 * 4 * PICTURES_PER_SECOND).containsOnly(WIRE_BYTES);
  }

  @Test
  void shouldSendPacketsOfAPictureAtOnce() {
    play(full(Spacing.FRAME), 1);

    assertThat(sentNanos.stream().distinct()).hasSize(PICTURES_PER_SECOND);
  }

  @Test
  void shouldSpreadPacketsEvenly() {
    play(full(Spacing.EVEN), 10);

    long meanNanos = TimeUnit.SECONDS.toNanos(1) / (4 * PICTURES_PER_SECOND);
    for (int i = 1; i < sentNanos.size(); i++) {
      assertThat(sentNanos.get(i) - sentNanos.get(i - 1)).isCloseTo(meanNanos, within(STEP_NANOS));
    }
    assertThat(sentNanos).hasSize(10 * 4 * PICTURES_PER_SECOND);
  }

  @Test
  void shouldBeginAgainWithAKeyFrameAfterAPause() {
    Camera camera = full(Spacing.FRAME);
    play(camera, 1);
    camera.follow(false);
    playWithoutSending(camera);
    camera.follow(true);
    play(camera, 1);

    assertThat(keyFrames).isEqualTo(2);
    int due = 2 * PICTURES_PER_SECOND - 1; // one at the very end of the pause
    assertThat(wireBytes).hasSize(4 * due);
  }

  /** Nothing may be due that would have to be sent. */
  private void playWithoutSending(Camera camera) {
    nowNanos += TimeUnit.SECONDS.toNanos(1);
    camera.skipUntil(nowNanos);
  }

  private Camera varying() {
    PictureSizes sizes = PictureSizes.around(MEAN_BYTES, new Random(1));
    return new Camera(stream, LAYER, PICTURES_PER_SECOND, sizes, Spacing.FRAME);
  }

  private Camera full(Spacing spacing) {
    return new Camera(stream, LAYER, PICTURES_PER_SECOND, PictureSizes.packets(4), spacing);
  }

  private void play(Camera camera, int seconds) {
    if (nowNanos == 0) {
      camera.begin(nowNanos);
    }
    long endNanos = nowNanos + TimeUnit.SECONDS.toNanos(seconds);
    for (; endNanos - nowNanos > 0; nowNanos += STEP_NANOS) {
      while (camera.isDue(nowNanos)) {
        camera.next();
        take(stream.end());
      }
    }
  }

  private void take(RtpPacket packet) {
    int payload = packet.payloadOffset();
    assertThat(Codec.VP8.parser().parse(packet.bytes(), payload, packet.payloadBytes(), mark))
        .isTrue();
    sequences.add(packet.sequenceNumber());
    sentNanos.add(nowNanos);
    wireBytes.add(packet.length() + SrtpProfile.AEAD_AES_128_GCM.tagBytes());
    bytes += packet.payloadBytes();
    markers += packet.marker() ? 1 : 0;
    if (mark.keyFrame()) {
      keyFrames++;
      assertThat(mark.width()).isEqualTo(640);
      assertThat(mark.height()).isEqualTo(360);
    }
  }
}
