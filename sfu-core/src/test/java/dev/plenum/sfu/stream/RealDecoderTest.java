package dev.plenum.sfu.stream;

import static dev.plenum.sfu.stream.TestPackets.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SourceKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two cameras of three sizes, really encoded, whose layers are switched onto one slot at random
 * 10,000 times. What the slot sent is put together and decoded by ffmpeg: every picture must be, to
 * the bit, the one that the publisher's own stream decodes to.
 */
class RealDecoderTest {
  private static final List<String> PATTERNS = List.of("testsrc", "testsrc2");
  private static final int CAMERAS = PATTERNS.size();
  private static final int SIZES = 3;
  private static final int SWITCHES = 10_000;
  private static final int LARGEST_PAYLOAD = 400;
  private static final int VP8_DESCRIPTOR_BYTES = 6;
  private static final int FU_A = 28;
  private static final byte[] START_CODE = {0, 0, 0, 1};

  @TempDir private Path directory;

  private final List<Stream> streams = new ArrayList<>();
  private final List<Source> cameras = new ArrayList<>();
  private final Map<Long, String> checksums = new HashMap<>();

  /** A film that begins again when it has ended. */
  private static final class Stream {
    private final EncodedFilm film;
    private final ReceiveStream receive;
    private long sequence;
    private int frame;

    Stream(EncodedFilm film, ReceiveStream receive) {
      this.film = film;
      this.receive = receive;
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Codec.class,
      names = {"VP8", "H264"})
  void shouldShowEveryPictureAsItWasMeant(Codec codec) throws Exception {
    CodecSpec spec = codec == Codec.VP8 ? TestPackets.VP8 : TestPackets.H264;
    publish(spec);
    Random random = new Random(5);
    TestSlot slot = new TestSlot(0, SlotSpec.Kind.VIDEO, List.of(spec));
    int switches = 0;
    for (long tick = 1; switches < SWITCHES; tick++) {
      long nowNanos = tick * 33 * MILLIS;
      if (random.nextInt(3) == 0) {
        slot.forwarder.target(cameras.get(random.nextInt(CAMERAS)), nowNanos);
        slot.forwarder.choose(random.nextInt(SIZES), random.nextInt(3), nowNanos);
        switches++;
      }
      for (Stream stream : streams) {
        send(stream, spec, slot, tick, nowNanos);
      }
    }
    slot.sent.sort(Comparator.comparingLong(TestSlot.Sent::sequence));
    List<String> meant = new ArrayList<>();
    List<byte[]> frames = collect(codec, slot.sent, meant);
    Path shown = directory.resolve("shown" + EncodedFilm.suffix(codec));
    EncodedFilm.write(codec, frames, shown);
    assertThat(EncodedFilm.decode(shown)).isEqualTo(meant);
    assertThat(meant).hasSizeGreaterThan(10_000);
  }

  private void publish(CodecSpec spec) throws IOException, InterruptedException {
    for (int i = 0; i < CAMERAS; i++) {
      Source camera = new Source(i + 1, SourceKind.CAMERA, List.of(spec), SIZES);
      cameras.add(camera);
      for (int j = 0; j < SIZES; j++) {
        EncodedFilm film =
            EncodedFilm.make(spec.codec(), PATTERNS.get(i), 64 << j, 48 << j, directory);
        ReceiveStream receive = TestPackets.stream(10 * i + j + 1, List.of(spec));
        streams.add(new Stream(film, receive));
        streams.getLast().frame = 37 * streams.size() % film.frames().size();
        camera.put(j, receive, 0);
      }
    }
  }

  private void send(Stream stream, CodecSpec spec, TestSlot slot, long tick, long nowNanos) {
    stream.frame = (stream.frame + 1) % stream.film.frames().size();
    List<byte[]> payloads =
        spec.codec() == Codec.VP8
            ? vp8(stream.film.frames().get(stream.frame), stream.frame, tick)
            : h264(stream.film.frames().get(stream.frame));
    for (int i = 0; i < payloads.size(); i++) {
      stream.sequence++;
      RtpPacket packet =
          TestPackets.packet(
              stream.receive.ssrc(),
              spec.payloadType(),
              (int) stream.sequence & 0xffff,
              (int) tick * 3_000,
              i == payloads.size() - 1,
              payloads.get(i));
      if (stream.receive.accept(packet, nowNanos, false) != ReceiveStream.Acceptance.NEW) {
        throw new AssertionError("not accepted");
      }
      int before = slot.sent.size();
      for (int j = stream.receive.watcherCount() - 1; j >= 0; j--) {
        stream.receive.watcher(j).onPacket(stream.receive, packet, nowNanos);
      }
      if (slot.sent.size() > before) {
        checksums.put(slot.last().sequence(), stream.film.checksums().get(stream.frame));
      }
    }
  }

  private static List<byte[]> vp8(byte[] frame, int number, long tick) {
    int[] temporal = {0, 2, 1, 2};
    List<byte[]> payloads = new ArrayList<>();
    for (int at = 0; at < frame.length; at += LARGEST_PAYLOAD) {
      int bytes = Math.min(LARGEST_PAYLOAD, frame.length - at);
      byte[] payload = new byte[VP8_DESCRIPTOR_BYTES + bytes];
      payload[0] = (byte) (0x80 | (at == 0 ? 0x10 : 0));
      payload[1] = (byte) 0xe0;
      payload[2] = (byte) (0x80 | (tick >> 8 & 0x7f));
      payload[3] = (byte) tick;
      payload[4] = (byte) (tick / 4);
      payload[5] = (byte) (temporal[number % 4] << 6);
      System.arraycopy(frame, at, payload, VP8_DESCRIPTOR_BYTES, bytes);
      payloads.add(payload);
    }
    return payloads;
  }

  /** Single NAL units, and FU-A for what is too large. */
  private static List<byte[]> h264(byte[] accessUnit) {
    List<byte[]> payloads = new ArrayList<>();
    for (byte[] unit : EncodedFilm.units(accessUnit)) {
      if (unit.length <= LARGEST_PAYLOAD) {
        payloads.add(unit);
        continue;
      }
      for (int at = 1; at < unit.length; at += LARGEST_PAYLOAD) {
        int bytes = Math.min(LARGEST_PAYLOAD, unit.length - at);
        byte[] payload = new byte[2 + bytes];
        payload[0] = (byte) ((unit[0] & 0x60) | FU_A);
        boolean last = at + bytes == unit.length;
        payload[1] = (byte) ((unit[0] & 0x1f) | (at == 1 ? 0x80 : 0) | (last ? 0x40 : 0));
        System.arraycopy(unit, at, payload, 2, bytes);
        payloads.add(payload);
      }
    }
    return payloads;
  }

  /** Frames end with a marker. */
  private List<byte[]> collect(Codec codec, List<TestSlot.Sent> sent, List<String> meant) {
    List<byte[]> frames = new ArrayList<>();
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    for (int i = 0; i < sent.size(); i++) {
      assertThat(sent.get(i).sequence()).isEqualTo(i);
      RtpPacket packet = sent.get(i).packet();
      int from = packet.payloadOffset();
      byte[] payload = Arrays.copyOfRange(packet.bytes(), from, from + packet.payloadBytes());
      append(codec, payload, frame);
      if (packet.marker()) {
        frames.add(frame.toByteArray());
        meant.add(Objects.requireNonNull(checksums.get((long) i)));
        frame.reset();
      }
    }
    return frames;
  }

  private static void append(Codec codec, byte[] payload, ByteArrayOutputStream frame) {
    if (codec == Codec.VP8) {
      frame.write(payload, VP8_DESCRIPTOR_BYTES, payload.length - VP8_DESCRIPTOR_BYTES);
    } else if ((payload[0] & 0x1f) != FU_A) {
      frame.writeBytes(START_CODE);
      frame.writeBytes(payload);
    } else {
      if ((payload[1] & 0x80) != 0) {
        frame.writeBytes(START_CODE);
        frame.write((payload[0] & 0x60) | (payload[1] & 0x1f));
      }
      frame.write(payload, 2, payload.length - 2);
    }
  }
}
