package dev.plenum.sfu.stream;

import static dev.plenum.sfu.stream.TestPackets.H264;
import static dev.plenum.sfu.stream.TestPackets.MILLIS;
import static dev.plenum.sfu.stream.TestPackets.OPUS;
import static dev.plenum.sfu.stream.TestPackets.RED;
import static dev.plenum.sfu.stream.TestPackets.VP8;
import static dev.plenum.sfu.stream.TestPackets.VP9;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.rtcp.RtcpWriter;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SourceKind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An authentic publisher who sends what it likes: nothing throws, and a good one is shown after.
 */
class HostilePublisherTest {
  private static final List<CodecSpec> VIDEO = List.of(VP8, VP9, H264);
  private static final List<CodecSpec> AUDIO = List.of(OPUS, RED);

  private final byte[] bytes = new byte[1_600];
  private final byte[] out = new byte[2_048];
  private final RtpPacket packet = new RtpPacket();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldNeverThrow(long seed) {
    Random random = new Random(seed);
    List<CodecSpec> codecs = seed % 2 == 0 ? AUDIO : VIDEO;
    SlotSpec.Kind kind = seed % 2 == 0 ? SlotSpec.Kind.AUDIO : SlotSpec.Kind.VIDEO;
    TestSlot slot = new TestSlot(0, kind, codecs);
    slot.redundancy = random.nextInt(5);
    TestLayer bad = new TestLayer('b', 1, 0, codecs);
    Source source = new Source(1, SourceKind.CAMERA, codecs, 1);
    source.put(0, bad.stream, 0);
    TransportFeedbackCollector feedback = new TransportFeedbackCollector();
    RtcpWriter writer = new RtcpWriter();
    long nowNanos = 0;
    int wrapped = 0;
    for (int i = 0; i < 100_000; i++) {
      nowNanos += random.nextInt(3) * MILLIS;
      if (i % 50 == 1) {
        slot.show(source, random.nextInt(3), nowNanos);
        source.refresh(nowNanos);
      }
      int length = mutate(random, codecs);
      if (packet.wrap(bytes, 0, length)) {
        wrapped++;
        bad.deliver(packet, nowNanos);
      }
      slot.sendStream.repeat(slot.sendStream.repeatable(random.nextInt(1 << 16), nowNanos), out, 0);
      bad.stream.onSenderReport(random.nextLong(), random.nextInt(), nowNanos);
      feedback.onPacket(random.nextInt(1 << 16), nowNanos);
      writer.begin(out, 0);
      bad.stream.writeFeedback(writer, 1, random.nextLong(), nowNanos);
      slot.sendStream.writeSenderReport(writer, random.nextLong(), nowNanos);
      if (i % 20 == 0) {
        feedback.write(writer.begin(out, 0), 1, 1, nowNanos);
      }
      slot.sent.clear();
    }
    assertThat(wrapped).isGreaterThan(50_000);
    assertThat(slot.sendStream.packets()).isGreaterThan(500);

    TestLayer good = new TestLayer('g', 2, 9, codecs);
    Source honest = new Source(2, SourceKind.CAMERA, codecs, 1);
    honest.put(0, good.stream, nowNanos);
    good.deliver(good.video(codecs.getFirst(), 1, true), nowNanos);
    slot.show(honest, 0, nowNanos);
    for (int i = 2; i < 150; i++) {
      nowNanos += 20 * MILLIS;
      good.deliver(good.video(codecs.getFirst(), i, true), nowNanos);
    }
    assertThat(slot.last().packet().csrc(0)).isEqualTo(2);
    assertThat(slot.last().original()).isEqualTo(149);
  }

  /** A packet of the layer with a random payload, and now and then random everywhere. */
  private int mutate(Random random, List<CodecSpec> codecs) {
    int length = 12 + random.nextInt(random.nextInt(8) == 0 ? 1_400 : 60);
    if (random.nextInt(3) > 0) {
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) random.nextInt(256);
      }
    }
    bytes[0] = (byte) (0x80 | random.nextInt(64) * (random.nextInt(4) == 0 ? 1 : 0));
    bytes[1] = (byte) codecs.get(random.nextInt(codecs.size())).payloadType();
    if (random.nextInt(10) > 0) {
      int sequence = packet.bytes().length == 0 ? 0 : packet.sequenceNumber() + 1;
      bytes[2] = (byte) (sequence >> 8);
      bytes[3] = (byte) sequence;
    }
    return length;
  }
}
