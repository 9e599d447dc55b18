package dev.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.plenum.rtp.HeaderExtension;
import dev.plenum.rtp.RtpWriter;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.CounterReader.Direction;
import dev.plenum.sfu.control.CounterReader.PacketKind;
import dev.plenum.sfu.control.Layout;
import dev.plenum.sfu.control.PublishSpec;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.sfu.control.TransportState;
import dev.plenum.sfu.testkit.ClearEngine;
import dev.plenum.sfu.testkit.RecordingListener;
import dev.plenum.sfu.testkit.TestLoop;
import dev.plenum.sfu.testkit.TestPeer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Stations 2 to 8 with everything that a packet meets on its way, but for the ciphers (whose
 * garbage is the JDK's) and the port (which has a test of its own).
 */
class PacketPathAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int VIEWERS = 10;
  private static final int WARM_UP_PACKETS = 30_000;
  private static final int PACKETS = 100_000;
  private static final int PAYLOAD_BYTES = 1_000;
  private static final int CAMERA = 7;
  private static final int TRANSPORT_SEQUENCE_ID = 3;
  private static final long SPACING_NANOS = 1_000_000L;

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

  @Test
  void shouldAllocateNothingPerPacket() {
    connect();
    long sequence = send(0, WARM_UP_PACKETS);
    long forwardedBefore = forwarded();
    long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();

    send(sequence, PACKETS);

    long allocated = THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
    assertThat(forwarded() - forwardedBefore).isEqualTo((long) PACKETS * VIEWERS);
    // One object of the smallest size per hundred packets would be more.
    assertThat(allocated).isLessThan(PACKETS / 100 * 16);
  }

  private void connect() {
    room.connect(
        publisher.spec(
            List.of(
                new PublishSpec(
                    "1", CAMERA, SourceKind.CAMERA, List.of(VP8), List.of(), List.of())),
            List.of(),
            EXTENSIONS),
        loop.nowNanos());
    publisher.connect();
    List<TestPeer> viewers = new ArrayList<>();
    for (int i = 0; i < VIEWERS; i++) {
      TestPeer viewer = new TestPeer(loop, engine, "viewer" + i, 2 + i);
      SlotSpec slot = new SlotSpec("1", SlotSpec.Kind.VIDEO, 200, 201, List.of(VP8));
      room.connect(viewer.spec(List.of(), List.of(slot), EXTENSIONS), loop.nowNanos());
      room.layout("viewer" + i, new Layout(List.of(new Layout.Tile(CAMERA, 640, 360, 1)), 0));
      viewer.connect();
      viewers.add(viewer);
    }
    publisher.awaitConnected(() -> listener.count(TransportState.CONNECTED) == 1 + VIEWERS);
    viewers.forEach(TestPeer::disappear);
    room.tick(loop.nowNanos());
  }

  private long send(long first, int count) {
    for (long sequence = first; sequence < first + count; sequence++) {
      loop.advance(SPACING_NANOS);
      boolean keyFrame = sequence % 3_000 == 0;
      payload[0] = 0x10;
      payload[1] = (byte) (keyFrame ? 0x00 : 0x01);
      payload[4] = (byte) 0x9d;
      payload[5] = 0x01;
      payload[6] = 0x2a;
      writer
          .begin(bytes, 0)
          .marker(true)
          .payloadType(96)
          .sequenceNumber((int) sequence & 0xffff)
          .timestamp((int) sequence * 90)
          .ssrc(1111)
          .extension(1, mid, 0, 1)
          .extension(TRANSPORT_SEQUENCE_ID, sequence & 0xffff, 2);
      int headerBytes = writer.headerBytes();
      int length = writer.payload(payload, 0, PAYLOAD_BYTES).end();
      publisher.sendRtp(bytes, length, headerBytes, sequence);
    }
    return first + count;
  }

  private long forwarded() {
    return loop.counters().packets(Direction.OUT, PacketKind.VIDEO);
  }
}
