package dev.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.HeaderExtension;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.RtpWriter;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.Layout;
import dev.plenum.sfu.control.PublishSpec;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.sfu.control.TransportState;
import dev.plenum.sfu.testkit.ClearEngine;
import dev.plenum.sfu.testkit.RecordingListener;
import dev.plenum.sfu.testkit.TestLoop;
import dev.plenum.sfu.testkit.TestPeer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets that arrive together leave receiver by receiver, and are the same as one by one. */
class BatchTest {
  private static final int VIEWERS = 3;
  private static final int CAMERA = 7;
  private static final int FRAMES = 150;
  private static final int FRAMES_PER_KEY_FRAME = 40;
  private static final long FRAME_NANOS = 33_000_000;
  private static final CodecSpec VP8 = new CodecSpec(Codec.VP8, 96, 90_000, 97, "");
  private static final Map<HeaderExtension, Integer> EXTENSIONS = Map.of(HeaderExtension.MID, 1);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldForwardTheSameInBatches(long seed) {
    List<List<Sent>> oneByOne = forward(seed, false).byViewer;
    assertThat(oneByOne.getFirst()).hasSizeGreaterThan(FRAMES);
    assertThat(forward(seed, true).byViewer).isEqualTo(oneByOne);
  }

  @Test
  void shouldSendReceiverByReceiver() {
    Outcome outcome = forward(4, true);
    assertThat(outcome.changesOfViewer).isLessThanOrEqualTo(FRAMES * VIEWERS);
    assertThat(outcome.unequalNeighbours).isLessThanOrEqualTo(FRAMES * VIEWERS);
  }

  /** What a viewer gets, but for padding. */
  private record Sent(int sequenceNumber, int timestamp, boolean marker, List<Byte> payload) {}

  private static final class Outcome {
    private final List<List<Sent>> byViewer = new ArrayList<>();
    private int latestViewer = -1;
    private int latestLength;
    private boolean latestMarker;
    private int changesOfViewer;
    private int unequalNeighbours;

    void add(int viewer, RtpPacket packet) {
      byte[] payload =
          Arrays.copyOfRange(
              packet.bytes(),
              packet.payloadOffset(),
              packet.payloadOffset() + packet.payloadBytes());
      List<Byte> content = new ArrayList<>();
      for (byte one : payload) {
        content.add(one);
      }
      byViewer
          .get(viewer)
          .add(new Sent(packet.sequenceNumber(), packet.timestamp(), packet.marker(), content));
      changesOfViewer += viewer == latestViewer ? 0 : 1;
      boolean joinable = viewer == latestViewer && packet.length() <= latestLength && !latestMarker;
      unequalNeighbours += joinable && (packet.length() == latestLength || packet.marker()) ? 0 : 1;
      latestViewer = viewer;
      latestLength = packet.length();
      latestMarker = packet.marker();
    }
  }

  private Outcome forward(long seed, boolean batched) {
    Random random = new Random(seed);
    ClearEngine engine = new ClearEngine();
    TestLoop loop = new TestLoop(engine);
    RecordingListener listener = new RecordingListener();
    RoomShard room = loop.openRoom(listener);
    TestPeer publisher = new TestPeer(loop, engine, "publisher", 1);
    room.connect(
        publisher.spec(
            List.of(
                new PublishSpec(
                    "1", CAMERA, SourceKind.CAMERA, false, List.of(VP8), List.of(), List.of())),
            List.of(),
            EXTENSIONS),
        loop.nowNanos());
    publisher.connect();
    Outcome outcome = new Outcome();
    for (int i = 0; i < VIEWERS; i++) {
      outcome.byViewer.add(new ArrayList<>());
      watch(loop, room, engine, i, outcome);
    }
    publisher.awaitConnected(() -> listener.count(TransportState.CONNECTED) == 1 + VIEWERS);
    room.tick(loop.nowNanos());
    int sequence = 0;
    for (int frame = 0; frame < FRAMES; frame++) {
      List<byte[]> packets = frame(frame, sequence, random);
      int first = sequence;
      sequence += packets.size();
      // Some are lost on the way, and some overtaken.
      if (random.nextInt(10) == 0) {
        packets.set(random.nextInt(packets.size()), new byte[0]);
      }
      Runnable arrivals = () -> packets.forEach(packet -> send(publisher, packet, first));
      if (batched) {
        loop.batch(arrivals);
      } else {
        arrivals.run();
      }
      loop.advance(FRAME_NANOS);
      room.tick(loop.nowNanos());
    }
    return outcome;
  }

  private static void watch(
      TestLoop loop, RoomShard room, ClearEngine engine, int number, Outcome outcome) {
    String id = "viewer" + number;
    TestPeer viewer = new TestPeer(loop, engine, id, 2 + number);
    SlotSpec slot = new SlotSpec("1", SlotSpec.Kind.VIDEO, 200, 201, List.of(VP8));
    room.connect(viewer.spec(List.of(), List.of(slot), EXTENSIONS), loop.nowNanos());
    room.layout(id, new Layout(List.of(new Layout.Tile(CAMERA, 640, 360, 1)), 0));
    viewer.onRtp(
        (bytes, length) -> {
          RtpPacket packet = new RtpPacket();
          assertThat(packet.wrap(bytes, 0, length)).isTrue();
          if (packet.ssrc() == 200) {
            outcome.add(number, packet);
          }
        });
    viewer.connect();
  }

  private static void send(TestPeer publisher, byte[] packet, int first) {
    RtpPacket header = new RtpPacket();
    if (header.wrapHeader(packet, 0, packet.length)) {
      int number = first + ((header.sequenceNumber() - first) & 0xffff);
      byte[] bytes = Arrays.copyOf(packet, 2_048);
      publisher.sendRtp(bytes, packet.length, header.headerBytes(), number);
    }
  }

  /** Packets of about equal length, smaller ones first, as libwebrtc makes them. */
  private static List<byte[]> frame(int frame, int firstSequence, Random random) {
    int count = 1 + random.nextInt(5);
    int payloadBytes = 300 + random.nextInt(700);
    int larger = random.nextInt(count);
    List<byte[]> packets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] payload = new byte[payloadBytes + (i >= larger ? 1 : 0)];
      random.nextBytes(payload);
      boolean key = frame % FRAMES_PER_KEY_FRAME == 0;
      payload[0] = (byte) (i == 0 ? 0x10 : 0x00);
      payload[1] = (byte) (key ? 0x00 : 0x01);
      payload[4] = (byte) 0x9d;
      payload[5] = 0x01;
      payload[6] = 0x2a;
      byte[] bytes = new byte[2_048];
      int length =
          new RtpWriter()
              .begin(bytes, 0)
              .marker(i == count - 1)
              .payloadType(96)
              .sequenceNumber(firstSequence + i)
              .timestamp(frame * 3_000)
              .ssrc(1111)
              .extension(1, new byte[] {'1'}, 0, 1)
              .payload(payload, 0, payload.length)
              .end();
      packets.add(Arrays.copyOf(bytes, length));
    }
    return packets;
  }
}
