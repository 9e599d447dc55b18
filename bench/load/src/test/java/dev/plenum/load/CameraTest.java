package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.rtp.codec.FrameMark;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CameraTest {
  private static final int PICTURES_PER_SECOND = 30;
  private static final int BITRATE_BPS = 300_000;

  private final Camera camera = new Camera(7, PICTURES_PER_SECOND, BITRATE_BPS, 1);
  private final List<Integer> sequences = new ArrayList<>();
  private final FrameMark mark = new FrameMark();
  private int bytes;
  private int markers;
  private int keyFrames;

  @Test
  void shouldSendTheBitRateAskedFor() {
    for (int i = 0; i < 100 * PICTURES_PER_SECOND; i++) {
      camera.next(false, this::take);
    }

    assertThat(bytes * 8 / 100).isCloseTo(BITRATE_BPS, within(BITRATE_BPS / 20));
    assertThat(keyFrames).isZero();
  }

  @Test
  void shouldMakePicturesThatOthersCanRead() {
    camera.next(true, this::take);

    assertThat(keyFrames).isEqualTo(1);
    assertThat(markers).isEqualTo(1);
    assertThat(bytes).isGreaterThan(4 * BITRATE_BPS / 8 / PICTURES_PER_SECOND);
  }

  @Test
  void shouldNumberPacketsOneByOne() {
    for (int i = 0; i < 100; i++) {
      camera.next(i == 0, this::take);
    }

    for (int i = 0; i < sequences.size(); i++) {
      assertThat(sequences.get(i)).isEqualTo(i);
    }
    assertThat(markers).isEqualTo(100);
  }

  private void take(RtpPacket packet) {
    int payload = packet.payloadOffset();
    assertThat(Codec.VP8.parser().parse(packet.bytes(), payload, packet.payloadBytes(), mark))
        .isTrue();
    sequences.add(packet.sequenceNumber());
    bytes += packet.payloadBytes();
    markers += packet.marker() ? 1 : 0;
    if (mark.keyFrame()) {
      keyFrames++;
      assertThat(mark.width()).isEqualTo(640);
      assertThat(mark.height()).isEqualTo(360);
    }
  }
}
