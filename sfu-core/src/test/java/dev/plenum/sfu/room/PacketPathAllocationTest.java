package dev.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.plenum.rtp.HeaderExtension;
import dev.plenum.rtp.RtpWriter;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.rtp.rtcp.RtcpWriter;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.CounterReader.Direction;
import dev.plenum.sfu.control.CounterReader.PacketKind;
import dev.plenum.sfu.control.Layout;
import dev.plenum.sfu.control.PublishSpec;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.sfu.control.TransportState;
import dev.plenum.sfu.testkit.ClearEngine;
import dev.plenum.sfu.testkit.FeedbackReceiver;
import dev.plenum.sfu.testkit.RecordingListener;
import dev.plenum.sfu.testkit.TestLoop;
import dev.plenum.sfu.testkit.TestPeer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Stations 2 to 8 with everything that a packet meets on its way, but for the ciphers (whose
 * garbage is the JDK's) and the port (which has a test of its own). Frames come at once and leave
 * paced, viewers tell of each packet and ask for some again.
 */
class PacketPathAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int VIEWERS = 10;
  private static final int WARM_UPS = 3;

  /** Shorter than the 30 s for which a check of the path holds. */
  private static final int FRAMES = 700;

  private static final int PACKETS_PER_FRAME = 40;
  private static final int FRAMES_PER_SECOND = 25;
  private static final int FRAMES_PER_KEY_FRAME = 75;
  private static final int PAYLOAD_BYTES = 1_000;
  private static final int CAMERA = 7;
  private static final int TRANSPORT_SEQUENCE_ID = 3;
  private static final long STEP_NANOS = 2_000_000L;
  private static final int STEPS_PER_FRAME = 20;

  /** So that a frame, which comes at once, leaves bit by bit. */
  private static final long ESTIMATE_BPS = 12_000_000;

  private static final CodecSpec VP8 = new CodecSpec(Codec.VP8, 96, 90_000, 97, "");
  private static final Map<HeaderExtension, Integer> EXTENSIONS =
      Map.of(HeaderExtension.MID, 1, HeaderExtension.TRANSPORT_SEQUENCE, TRANSPORT_SEQUENCE_ID);

  private final ClearEngine engine = new ClearEngine();
  private final TestLoop loop = new TestLoop(engine);
  private final RecordingListener listener = new RecordingListener();
  private final RoomShard room = loop.openRoom(listener);
  private final TestPeer publisher = new TestPeer(loop, engine, "publisher", 1);
  private final byte[] bytes = new byte[2_048];
  private final byte[] payload = new byte[PAYLOAD_BYTES];
  private final byte[] mid = {'1'};
  private final RtpWriter writer = new RtpWriter();
  private final RtcpWriter reports = new RtcpWriter();
  private final int[] lostSequences = new int[1];
  private final List<TestPeer> viewers = new ArrayList<>();
  private final List<FeedbackReceiver> receivers = new ArrayList<>();
  private long allocatedByReviews;
  private final Consumer<TestPeer> askAgain = this::askAgain;

  @Test
  void shouldAllocateNothingPerPacket() {
    connect();
    long sequence = 0;
    for (int i = 0; i < WARM_UPS; i++) {
      sequence = send(sequence, FRAMES);
      viewers.forEach(TestPeer::check);
      publisher.check();
    }
    long sentBefore = sent(PacketKind.VIDEO);
    long repeatedBefore = sent(PacketKind.RETRANSMISSION);
    allocatedByReviews = 0;
    long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();

    send(sequence, FRAMES);

    long allocated =
        THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore - allocatedByReviews;
    long packets = (long) FRAMES * PACKETS_PER_FRAME;
    assertThat(sent(PacketKind.VIDEO) - sentBefore).isEqualTo(packets * VIEWERS);
    assertThat(sent(PacketKind.RETRANSMISSION) - repeatedBefore).isEqualTo((long) FRAMES * VIEWERS);
    // One object of the smallest size per hundred packets would be more.
    assertThat(allocated).isLessThan(packets * VIEWERS / 100 * 16);
  }

  private void connect() {
    room.connect(
        publisher.spec(
            List.of(
                new PublishSpec(
                    "1", CAMERA, SourceKind.CAMERA, false, List.of(VP8), List.of(), List.of())),
            List.of(),
            EXTENSIONS),
        loop.nowNanos());
    publisher.connect();
    for (int i = 0; i < VIEWERS; i++) {
      TestPeer viewer = new TestPeer(loop, engine, "viewer" + i, 2 + i);
      SlotSpec slot = new SlotSpec("1", SlotSpec.Kind.VIDEO, 200, 201, List.of(VP8));
      room.connect(viewer.spec(List.of(), List.of(slot), EXTENSIONS), loop.nowNanos());
      room.layout("viewer" + i, new Layout(List.of(new Layout.Tile(CAMERA, 640, 360, 1)), 0));
      viewer.connect();
      viewers.add(viewer);
    }
    publisher.awaitConnected(() -> listener.count(TransportState.CONNECTED) == 1 + VIEWERS);
    viewers.forEach(viewer -> receivers.add(new FeedbackReceiver(viewer, loop)));
    room.tick(loop.nowNanos());
    viewers.forEach(this::limit);
  }

  private void limit(TestPeer viewer) {
    int[] slots = {200};
    viewer.sendRtcp(bytes, reports.begin(bytes, 0).remb(9, ESTIMATE_BPS, slots, 0, 1).end());
  }

  private void step() {
    loop.advance(STEP_NANOS);
    for (int i = 0; i < receivers.size(); i++) {
      receivers.get(i).answer();
    }
  }

  private long send(long first, int frames) {
    long sequence = first;
    for (int frame = 0; frame < frames; frame++) {
      for (int i = 0; i < PACKETS_PER_FRAME; i++) {
        boolean keyFrame = i == 0 && sequence / PACKETS_PER_FRAME % FRAMES_PER_KEY_FRAME == 0;
        sendPacket(sequence++, i == 0, keyFrame, i == PACKETS_PER_FRAME - 1);
      }
      for (int i = 0; i < STEPS_PER_FRAME; i++) {
        step();
      }
      viewers.forEach(askAgain);
      if (frame % FRAMES_PER_SECOND == 0) {
        review();
      }
    }
    return sequence;
  }

  /** A few times a second something is chosen and told, which may cost something. */
  private void review() {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    room.tick(loop.nowNanos());
    allocatedByReviews += THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /** Wants the slot's latest packet but nine once more. */
  private void askAgain(TestPeer viewer) {
    lostSequences[0] = (int) (sent(PacketKind.VIDEO) / VIEWERS - 10) & 0xffff;
    viewer.sendRtcp(bytes, reports.begin(bytes, 0).nack(9, 200, lostSequences, 0, 1).end());
  }

  private void sendPacket(long sequence, boolean first, boolean keyFrame, boolean last) {
    payload[0] = (byte) (first ? 0x10 : 0x00);
    payload[1] = (byte) (keyFrame ? 0x00 : 0x01);
    payload[4] = (byte) 0x9d;
    payload[5] = 0x01;
    payload[6] = 0x2a;
    writer
        .begin(bytes, 0)
        .marker(last)
        .payloadType(96)
        .sequenceNumber((int) sequence & 0xffff)
        .timestamp((int) (sequence / PACKETS_PER_FRAME) * 3_600)
        .ssrc(1111)
        .extension(1, mid, 0, 1)
        .extension(TRANSPORT_SEQUENCE_ID, sequence & 0xffff, 2);
    int headerBytes = writer.headerBytes();
    int length = writer.payload(payload, 0, PAYLOAD_BYTES).end();
    publisher.sendRtp(bytes, length, headerBytes, sequence);
  }

  private long sent(PacketKind kind) {
    return loop.counters().packets(Direction.OUT, kind);
  }
}
