package dev.plenum.sfu.stream;

import static dev.plenum.sfu.stream.TestPackets.MILLIS;
import static dev.plenum.sfu.stream.TestPackets.OPUS;
import static dev.plenum.sfu.stream.TestPackets.RED;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.rtp.codec.RedBlocks;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SourceKind;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedundantSoundTest {
  private static final int TICKS = 960;
  private static final int PAYLOAD_BYTES = 80;
  private static final List<CodecSpec> CODECS = List.of(OPUS, RED);

  private TestSlot slot = new TestSlot(0, SlotSpec.Kind.AUDIO, CODECS);
  private int firstTimestamp;
  private boolean encrypted;
  private long nowNanos;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void shouldRepeatThePacketsBefore(int redundancy) {
    slot.redundancy = redundancy;
    ReceiveStream voice = voice(1);
    for (int i = 1; i <= 5; i++) {
      speak(voice, i, PAYLOAD_BYTES);
    }
    assertThat(slot.sent.getFirst().packet().payloadType()).isEqualTo(OPUS.payloadType());
    assertThat(blocks(1)).containsExactly("2-960", "3");
    List<String> last = List.of("3-2880", "4-1920", "5-960", "6");
    assertThat(blocks(4)).isEqualTo(last.subList(3 - redundancy, 4));
    assertThat(slot.last().packet().payloadType()).isEqualTo(RED.payloadType());
    assertThat(slot.sent).extracting(TestSlot.Sent::sequence).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(slot.last().packet().headerBytes()).isEqualTo(slot.sendStream.headerBytes());
  }

  @Test
  void shouldSendPlainWithoutRedundancy() {
    ReceiveStream voice = voice(1);
    speak(voice, 1, PAYLOAD_BYTES);
    speak(voice, 2, PAYLOAD_BYTES);
    assertThat(slot.last().packet().payloadType()).isEqualTo(OPUS.payloadType());
    assertThat(slot.last().packet().payloadBytes()).isEqualTo(PAYLOAD_BYTES);
  }

  @Test
  void shouldNameBlocksAsTheReceiverDoes() {
    CodecSpec opus = new CodecSpec(Codec.OPUS, 109, 48_000, -1, "");
    CodecSpec other = new CodecSpec(Codec.RED, 64, 48_000, -1, "96");
    CodecSpec red = new CodecSpec(Codec.RED, 110, 48_000, -1, "109");
    slot = new TestSlot(0, SlotSpec.Kind.AUDIO, List.of(other, red, opus));
    slot.redundancy = 1;
    ReceiveStream voice = voice(1);
    speak(voice, 1, PAYLOAD_BYTES);
    speak(voice, 2, PAYLOAD_BYTES);
    RtpPacket sent = slot.last().packet();
    assertThat(sent.payloadType()).isEqualTo(110);
    RedBlocks blocks = new RedBlocks();
    assertThat(blocks.wrap(sent.bytes(), sent.payloadOffset(), sent.payloadBytes())).isTrue();
    while (blocks.next()) {
      assertThat(blocks.payloadType()).isEqualTo(109);
    }
  }

  @Test
  void shouldSendPlainToWhoDoesNotKnowRedundantAudio() {
    slot = new TestSlot(0, SlotSpec.Kind.AUDIO, List.of(OPUS));
    slot.redundancy = 3;
    ReceiveStream voice = voice(1);
    speak(voice, 1, PAYLOAD_BYTES);
    speak(voice, 2, PAYLOAD_BYTES);
    assertThat(slot.last().packet().payloadType()).isEqualTo(OPUS.payloadType());
  }

  @Test
  void shouldLeaveAloneWhatIsEncryptedEndToEnd() {
    encrypted = true;
    slot.redundancy = 3;
    ReceiveStream voice = voice(1);
    speak(voice, 1, PAYLOAD_BYTES);
    speak(voice, 2, PAYLOAD_BYTES);
    assertThat(slot.last().packet().payloadType()).isEqualTo(OPUS.payloadType());
  }

  /** What came of another microphone is no part of this one's sound. */
  @Test
  void shouldRepeatNothingAcrossASwitch() {
    slot.redundancy = 3;
    ReceiveStream one = voice(1);
    speak(one, 1, PAYLOAD_BYTES);
    speak(one, 2, PAYLOAD_BYTES);
    ReceiveStream other = voice(2);
    speak(other, 1, PAYLOAD_BYTES);
    assertThat(slot.last().packet().payloadType()).isEqualTo(OPUS.payloadType());
    speak(other, 2, PAYLOAD_BYTES);
    assertThat(blocks(slot.sent.size() - 1)).containsExactly("2-960", "3");
  }

  @Test
  void shouldRepeatNothingAcrossAPause() {
    slot.redundancy = 3;
    ReceiveStream voice = voice(1);
    speak(voice, 1, PAYLOAD_BYTES);
    speak(voice, 2, PAYLOAD_BYTES);
    firstTimestamp += 20 * TICKS;
    speak(voice, 3, PAYLOAD_BYTES);
    assertThat(slot.last().packet().payloadType()).isEqualTo(OPUS.payloadType());
    speak(voice, 4, PAYLOAD_BYTES);
    assertThat(blocks(slot.sent.size() - 1)).containsExactly("4-960", "5");
  }

  @Test
  void shouldRepeatWhatThereIsAroundALoss() {
    slot.redundancy = 3;
    ReceiveStream voice = voice(1);
    speak(voice, 1, PAYLOAD_BYTES);
    speak(voice, 2, PAYLOAD_BYTES);
    speak(voice, 4, PAYLOAD_BYTES);
    assertThat(blocks(slot.sent.size() - 1)).containsExactly("2-2880", "3-1920", "5");
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 321, 1_000, 1_024, 1_200})
  void shouldRepeatWhatFitsIntoAPacket(int payloadBytes) {
    slot.redundancy = 3;
    ReceiveStream voice = voice(1);
    for (int i = 1; i <= 4; i++) {
      speak(voice, i, payloadBytes);
    }
    RtpPacket sent = slot.last().packet();
    assertThat(sent.payloadBytes())
        .isEqualTo(payloadBytes <= 321 ? 3 * payloadBytes + 9 : payloadBytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65_530, 65_533, 65_534, 65_535, 131_069})
  void shouldCountOnWhereNumbersWrap(int first) {
    slot = new TestSlot(first, SlotSpec.Kind.AUDIO, CODECS);
    slot.redundancy = 3;
    firstTimestamp = -(first & 0xffff) * TICKS - 4 * TICKS;
    ReceiveStream voice = voice(1, first);
    for (int i = 1; i <= 8; i++) {
      speak(voice, first + i, PAYLOAD_BYTES);
      int last = slot.sent.size() - 1;
      int number = first + i + 1 & 0xffff;
      if (i >= 4) {
        assertThat(blocks(last))
            .containsExactly(
                (number - 3 & 0xffff) + "-2880",
                (number - 2 & 0xffff) + "-1920",
                (number - 1 & 0xffff) + "-960",
                "" + number);
      }
      assertThat(slot.last().packet().sequenceNumber()).isEqualTo(first + last & 0xffff);
    }
  }

  @Test
  void shouldAllocateNothingPerPacket() {
    ReceiveStream voice = TestPackets.stream(1, CODECS);
    RtpPacket packet = TestPackets.packet(1, 111, 0, 0, false, new byte[PAYLOAD_BYTES]);
    byte[] out = new byte[2_048];
    Forwarder[] forwarder = new Forwarder[1];
    long[] sent = {0, 0};
    SendStream[] stream = new SendStream[1];
    Watcher watcher =
        (from, passing, now) -> {
          long sequence = forwarder[0].forward(from, passing, now);
          sent[0] += stream[0].composeSound(passing, sequence, 3, out, 0);
        };
    forwarder[0] = new Forwarder(watcher, CODECS);
    stream[0] =
        new SendStream(
            new SlotSpec("0", SlotSpec.Kind.AUDIO, 2, 0, CODECS),
            new HeaderExtensionIds(TestPackets.EXTENSIONS),
            forwarder[0],
            new PacketScratch(2_048));
    Source source = new Source(1, SourceKind.MICROPHONE, CODECS, 1);
    source.put(0, voice, 0);
    voice.observe(packet, 0);
    forwarder[0].target(source, 0);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int packets = 100_000;
    long before = 0;
    for (int i = 1; i <= 2 * packets; i++) {
      if (i == packets) {
        before = threads.getCurrentThreadAllocatedBytes();
        sent[1] = sent[0];
      }
      packet.sequenceNumber(i);
      packet.timestamp(i * TICKS);
      nowNanos += 20 * MILLIS;
      voice.accept(packet, nowNanos, false);
      voice.watcher(0).onPacket(voice, packet, nowNanos);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(sent[0] - sent[1]).isGreaterThan(4L * PAYLOAD_BYTES * packets);
    assertThat(allocated).isLessThan(10_000);
  }

  private ReceiveStream voice(int number) {
    return voice(number, 0);
  }

  /** A microphone that the slot plays from its next packet on. */
  private ReceiveStream voice(int number, int first) {
    ReceiveStream voice =
        new ReceiveStream(
            number,
            "",
            CODECS,
            new HeaderExtensionIds(TestPackets.EXTENSIONS),
            new PublisherClock(),
            encrypted);
    Source source = new Source(number, SourceKind.MICROPHONE, CODECS, 1);
    source.put(0, voice, nowNanos);
    voice.observe(packet(number, first, PAYLOAD_BYTES), nowNanos);
    slot.forwarder.target(source, nowNanos);
    nowNanos += 100 * MILLIS;
    return voice;
  }

  private void speak(ReceiveStream voice, int sequence, int payloadBytes) {
    nowNanos += 20 * MILLIS;
    RtpPacket packet = packet(voice.ssrc(), sequence, payloadBytes);
    assertThat(voice.accept(packet, nowNanos, false)).isEqualTo(ReceiveStream.Acceptance.NEW);
    for (int i = voice.watcherCount() - 1; i >= 0; i--) {
      voice.watcher(i).onPacket(voice, packet, nowNanos);
    }
  }

  /** Its payload begins with the number that follows its own. */
  private RtpPacket packet(int ssrc, int sequence, int payloadBytes) {
    byte[] payload = new byte[payloadBytes];
    BigEndian.put16(payload, 0, sequence + 1);
    int timestamp = firstTimestamp + sequence * TICKS;
    return TestPackets.packet(
        ssrc, OPUS.payloadType(), sequence & 0xffff, timestamp, false, payload);
  }

  /** Of a packet that was sent: the first number of each block and how much older it is. */
  private List<String> blocks(int index) {
    RtpPacket packet = slot.sent.get(index).packet();
    RedBlocks blocks = new RedBlocks();
    assertThat(packet.payloadType()).isEqualTo(RED.payloadType());
    assertThat(blocks.wrap(packet.bytes(), packet.payloadOffset(), packet.payloadBytes())).isTrue();
    List<String> all = new ArrayList<>();
    while (blocks.next()) {
      assertThat(blocks.payloadType()).isEqualTo(OPUS.payloadType());
      assertThat(blocks.dataBytes()).isEqualTo(PAYLOAD_BYTES);
      int number = BigEndian.uint16(packet.bytes(), blocks.dataOffset());
      all.add(blocks.isPrimary() ? "" + number : number + "-" + blocks.timestampOffset());
    }
    return all;
  }
}
