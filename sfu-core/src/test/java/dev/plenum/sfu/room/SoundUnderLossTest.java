package dev.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plenum.rtp.HeaderExtension;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.RtpWriter;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.rtp.codec.RedBlocks;
import dev.plenum.rtp.codec.RedHeader;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.CounterReader.Direction;
import dev.plenum.sfu.control.CounterReader.PacketKind;
import dev.plenum.sfu.control.DropReason;
import dev.plenum.sfu.control.PublishSpec;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.sfu.control.TransportState;
import dev.plenum.sfu.testkit.ClearEngine;
import dev.plenum.sfu.testkit.FeedbackReceiver;
import dev.plenum.sfu.testkit.RecordingListener;
import dev.plenum.sfu.testkit.TestLoop;
import dev.plenum.sfu.testkit.TestPeer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What share of a voice reaches a listener when the network of one of the two loses packets. */
class SoundUnderLossTest {

  private static final int MICROPHONE = 7;
  private static final int SLOT_SSRC = 100;
  private static final int TICKS = 960;
  private static final int PAYLOAD_BYTES = 80;
  private static final int AUDIO_LEVEL_ID = 2;
  private static final long PACKET_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int PACKETS_PER_SECOND = 50;
  private static final CodecSpec OPUS = new CodecSpec(Codec.OPUS, 111, 48_000, -1, "");
  private static final CodecSpec RED = new CodecSpec(Codec.RED, 63, 48_000, -1, "111");
  private static final Map<HeaderExtension, Integer> EXTENSIONS =
      Map.of(
          HeaderExtension.MID,
          1,
          HeaderExtension.AUDIO_LEVEL,
          AUDIO_LEVEL_ID,
          HeaderExtension.TRANSPORT_SEQUENCE,
          3);

  private final ClearEngine engine = new ClearEngine();
  private final TestLoop loop = new TestLoop(engine);
  private final RecordingListener events = new RecordingListener();
  private final RoomShard room = loop.openRoom(events);
  private final TestPeer speaker = new TestPeer(loop, engine, "speaker", 1);
  private final TestPeer listener = new TestPeer(loop, engine, "listener", 2);
  private final byte[] bytes = new byte[1_500];
  private final RtpPacket packet = new RtpPacket();
  private final RedBlocks blocks = new RedBlocks();
  private final Set<Integer> heard = new TreeSet<>();
  private final Random chance = new Random(12);
  private final FeedbackReceiver network = connect();
  private double lossOfSpeaker;
  private boolean copied;
  private int spoken;
  private long sentBytes;
  private int lastNumber = -1;

  private FeedbackReceiver connect() {
    PublishSpec microphone =
        new PublishSpec(
            "0",
            MICROPHONE,
            SourceKind.MICROPHONE,
            false,
            List.of(OPUS, RED),
            List.of(),
            List.of());
    room.connect(speaker.spec(List.of(microphone), List.of(), EXTENSIONS), loop.nowNanos());
    SlotSpec slot = new SlotSpec("0", SlotSpec.Kind.AUDIO, SLOT_SSRC, 0, List.of(OPUS, RED));
    room.connect(listener.spec(List.of(), List.of(slot), EXTENSIONS), loop.nowNanos());
    speaker.connect();
    listener.connect();
    speaker.awaitConnected(() -> events.count(TransportState.CONNECTED) == 2);
    FeedbackReceiver receiver = new FeedbackReceiver(listener, loop);
    receiver.onSent(this::note);
    receiver.onArrival((datagram, length, nanos) -> hear(datagram, length));
    return receiver;
  }

  @ParameterizedTest
  @CsvSource({"0.05, 0.01", "0.3, 0.02", "0.5, 0.08"})
  void shouldReplaceMostOfWhatIsLost(double loss, double missing) {
    network.lose(loss, 11);
    speak(5);
    heard.clear();
    int first = spoken;

    speak(40);

    double share = 1 - heard.size() / (double) (spoken - first);
    assertThat(share).isLessThan(missing);
  }

  /** One copy of each packet, as Chromium makes it: what is lost is lost with the next one. */
  @ParameterizedTest
  @CsvSource({"0.05, 0.005", "0.3, 0.11", "0.5, 0.28"})
  void shouldRestoreWhatTheSpeakersNetworkLost(double loss, double missing) {
    copied = true;
    lossOfSpeaker = loss;
    speak(5);
    heard.clear();
    int first = spoken;
    long restored = loop.counters().restoredPackets();

    speak(40);

    int all = spoken - first;
    assertThat(1 - heard.size() / (double) all).isBetween(0.0, missing);
    assertThat((loop.counters().restoredPackets() - restored) / (double) all)
        .isCloseTo(loss * (1 - loss), within(0.03));
    assertThat(loop.counters().dropped(DropReason.DUPLICATE)).isZero();
  }

  /** The copy has gone out, in its place. */
  @Test
  void shouldNotForwardLatePacketsAgain() {
    copied = true;
    speak(2);
    heard.clear();
    int late = spoken++;
    speak(1);
    assertThat(heard).hasSize(PACKETS_PER_SECOND + 1);
    long out = loop.counters().packets(Direction.OUT, PacketKind.AUDIO);

    sendPacket(late);

    assertThat(loop.counters().restoredPackets()).isEqualTo(1);
    assertThat(loop.counters().dropped(DropReason.DUPLICATE)).isEqualTo(1);
    assertThat(loop.counters().packets(Direction.OUT, PacketKind.AUDIO)).isEqualTo(out);
  }

  /** Copies stay where the network carries nothing more, but the last one. */
  @Test
  void shouldNotFillANarrowNetworkWithCopies() {
    network.lose(0.3, 11);
    network.link(110_000, TimeUnit.MILLISECONDS.toNanos(300));
    speak(20);
    long before = network.lost();
    heard.clear();
    int first = spoken;

    speak(20);

    assertThat(network.lost() - before).isLessThan((spoken - first) / 3);
    assertThat(1 - heard.size() / (double) (spoken - first)).isLessThan(0.12);
  }

  @Test
  void shouldRepeatNothingOnAGoodNetworkNorLongAfterLosses() {
    speak(1);
    long before = sentBytes;
    speak(5);
    long plainBytes = sentBytes - before;
    network.lose(0.3, 11);
    before = sentBytes;
    speak(5);
    assertThat(sentBytes - before).isGreaterThan(2 * plainBytes);
    network.lose(0, 11);
    speak(30);
    before = sentBytes;
    speak(5);
    assertThat(sentBytes - before).isEqualTo(plainBytes);
  }

  /** Speaks for some seconds, in packets of 20 ms. */
  private void speak(int seconds) {
    for (int i = 0; i < seconds * PACKETS_PER_SECOND; i++) {
      if (i % PACKETS_PER_SECOND == 0) {
        speaker.check();
        listener.check();
      }
      loop.advance(PACKET_NANOS / 2);
      room.tick(loop.nowNanos());
      loop.advance(PACKET_NANOS / 2);
      sendPacket(spoken++);
      room.tick(loop.nowNanos());
      if (i % 3 == 0) {
        network.answer();
      }
    }
  }

  private void sendPacket(int number) {
    if (chance.nextDouble() < lossOfSpeaker) {
      return;
    }
    RtpWriter writer =
        new RtpWriter()
            .begin(bytes, 0)
            .ssrc(1)
            .payloadType(copied ? RED.payloadType() : OPUS.payloadType())
            .sequenceNumber(number)
            .timestamp(number * TICKS)
            .extension(1, new byte[] {'0'}, 0, 1)
            .extension(AUDIO_LEVEL_ID, 0x80 | 20, 1);
    int headerBytes = writer.headerBytes();
    if (copied) {
      byte[] headers = new byte[RedHeader.REDUNDANT_BYTES + RedHeader.PRIMARY_BYTES];
      RedHeader.writeRedundant(headers, 0, OPUS.payloadType(), TICKS, PAYLOAD_BYTES);
      RedHeader.writePrimary(headers, RedHeader.REDUNDANT_BYTES, OPUS.payloadType());
      writer.payload(headers, 0, headers.length).payload(new byte[PAYLOAD_BYTES], 0, PAYLOAD_BYTES);
    }
    int length = writer.payload(new byte[PAYLOAD_BYTES], 0, PAYLOAD_BYTES).end();
    speaker.sendRtp(bytes, length, headerBytes, number);
  }

  private void note(byte[] datagram, int length) {
    sentBytes += length;
    assertThat(packet.wrap(datagram, 0, length)).isTrue();
    if (lastNumber >= 0 && lossOfSpeaker == 0) {
      assertThat(packet.sequenceNumber()).isEqualTo(lastNumber + 1 & 0xffff);
    }
    lastNumber = packet.sequenceNumber();
  }

  private void hear(byte[] datagram, int length) {
    assertThat(packet.wrap(datagram, 0, length)).isTrue();
    if (packet.payloadType() == OPUS.payloadType()) {
      heard.add(packet.timestamp());
      return;
    }
    assertThat(packet.payloadType()).isEqualTo(RED.payloadType());
    assertThat(blocks.wrap(datagram, packet.payloadOffset(), packet.payloadBytes())).isTrue();
    while (blocks.next()) {
      assertThat(blocks.dataBytes()).isEqualTo(PAYLOAD_BYTES);
      heard.add(packet.timestamp() - blocks.timestampOffset());
    }
  }
}
