package dev.plenum.bench;

import dev.plenum.bwe.estimator.EstimatorConfig;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.rtp.rtcp.RtcpWriter;
import dev.plenum.sfu.control.CounterReader.Direction;
import dev.plenum.sfu.control.CounterReader.PacketKind;
import dev.plenum.sfu.control.Layout;
import dev.plenum.sfu.control.PublishSpec;
import dev.plenum.sfu.control.PublishSpec.AnnouncedStream;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.sfu.control.TransportState;
import dev.plenum.sfu.port.DatagramSink;
import dev.plenum.sfu.port.PeerAddress;
import dev.plenum.sfu.room.RoomShard;
import dev.plenum.sfu.srtp.SrtpEngine;
import dev.plenum.sfu.testkit.FeedbackReceiver;
import dev.plenum.sfu.testkit.RecordingListener;
import dev.plenum.sfu.testkit.TestLoop;
import dev.plenum.sfu.testkit.TestPeer;
import java.util.ArrayList;
import java.util.List;

/**
 * A room of the server with a camera and those who watch it, all of whom have shaken hands and have
 * keys of their own. Time is simulated, and there is no network.
 */
final class Meeting {

  /** 176 kbps, which every estimate carries, so that nothing has to wait. */
  private static final long PACKET_NANOS = 50_000_000;

  private static final long ENOUGH_BPS = EstimatorConfig.DEFAULT.startBps();
  private static final int CAMERA = 1;
  private static final int PACKETS_OF_ROUND = Layers.ROUND * Camera.PACKETS_OF_LARGEST;

  /** By then the room has seen that the camera flows, and what everybody is to get of it. */
  private static final int ROUNDS_UNTIL_SHOWN = 4;

  private static final int CHECKED_PACKETS = 100;

  /** Neither of STUN, DTLS, nor RTP (RFC 7983). */
  private static final byte[] NO_PROTOCOL = {64, 0, 0, 0};

  private final TestLoop loop;
  private final TestPeer publisher;
  private final List<TestPeer> viewers = new ArrayList<>();
  private final List<PeerAddress> addresses = new ArrayList<>();
  private final List<FeedbackReceiver> receivers = new ArrayList<>();
  private final Camera camera = new Camera(Codec.VP8);
  private long sequence;

  Meeting(SrtpEngine engine, int viewers) {
    loop = new TestLoop(engine);
    publisher = new TestPeer(loop, engine, "publisher", 1);
    RecordingListener listener = new RecordingListener();
    RoomShard room = loop.openRoom(listener);
    PublishSpec shown =
        new PublishSpec(
            "1",
            CAMERA,
            SourceKind.CAMERA,
            false,
            List.of(camera.codec()),
            List.of(),
            List.of(new AnnouncedStream(Camera.SSRC, 0)));
    room.connect(publisher.spec(List.of(shown), List.of(), Camera.EXTENSIONS), loop.nowNanos());
    publisher.connect();
    for (int i = 0; i < viewers; i++) {
      String name = "viewer" + i;
      TestPeer viewer = new TestPeer(loop, engine, name, 2 + i);
      SlotSpec slot =
          new SlotSpec("1", SlotSpec.Kind.VIDEO, 2 * i + 1, 2 * i + 2, List.of(camera.codec()));
      room.connect(viewer.spec(List.of(), List.of(slot), Camera.EXTENSIONS), loop.nowNanos());
      room.layout(name, new Layout(List.of(new Layout.Tile(CAMERA, 640, 360, 1)), 0));
      viewer.connect();
      this.viewers.add(viewer);
      addresses.add(viewer.address());
    }
    publisher.awaitConnected(() -> listener.count(TransportState.CONNECTED) == 1 + viewers);
    for (int i = 0; i < ROUNDS_UNTIL_SHOWN; i++) {
      publish(PACKETS_OF_ROUND);
      room.tick(loop.nowNanos());
    }
    camera.keyPicture();
    publish(PACKETS_OF_ROUND);
  }

  private void publish(int packets) {
    for (int i = 0; i < packets; i++) {
      publish();
    }
  }

  /** From now on what leaves goes there, without a peer who takes it. */
  Meeting leavingTo(DatagramSink sink) {
    loop.leaveTo(sink);
    return this;
  }

  /**
   * From now on viewers note what arrives, of which {@link #tell} tells. They want no more than the
   * estimate begins with, so that nothing probes for it.
   */
  Meeting noting() {
    byte[] remb = new byte[64];
    for (TestPeer viewer : viewers) {
      int length = new RtcpWriter().begin(remb, 0).remb(1, ENOUGH_BPS, new int[] {1}, 0, 1).end();
      viewer.sendRtcp(remb, length);
      receivers.add(new FeedbackReceiver(viewer, loop));
    }
    return this;
  }

  /**
   * Lets everybody have some packets.
   *
   * @throws IllegalStateException if not everybody gets everything: that would be quick
   */
  Meeting checked() {
    long before = packetsOut();
    publish(CHECKED_PACKETS);
    long packets = packetsOut() - before;
    if (packets != (long) CHECKED_PACKETS * viewers.size()) {
      throw new IllegalStateException(packets + " packets to " + viewers.size() + " viewers");
    }
    return this;
  }

  /** The camera's next packet arrives, and leaves for everybody. */
  void publish() {
    loop.advance(PACKET_NANOS);
    RtpPacket packet = camera.next();
    publisher.sendRtp(packet.bytes(), packet.length(), packet.headerBytes(), sequence++);
  }

  /** A datagram of no protocol arrives from a viewer's address. */
  void knock(int viewer) {
    loop.receive(addresses.get(viewer), NO_PROTOCOL, NO_PROTOCOL.length);
  }

  /** Viewers tell by transport-wide feedback what has arrived. */
  void tell() {
    for (int i = 0; i < receivers.size(); i++) {
      receivers.get(i).answer();
    }
  }

  /** Pictures' packets that have left. */
  long packetsOut() {
    return loop.counters().packets(Direction.OUT, PacketKind.VIDEO);
  }

  /** Packets that came from a viewer and could be read. */
  long feedbackIn() {
    return loop.counters().packets(Direction.IN, PacketKind.RTCP);
  }
}
