package dev.plenum.sfu.room;

import dev.plenum.sfu.control.AllocationStatus;
import dev.plenum.sfu.control.AllocationStatus.TileStatus;
import dev.plenum.sfu.control.Layout;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.TransportState;
import dev.plenum.sfu.testkit.ClearEngine;
import dev.plenum.sfu.testkit.FeedbackReceiver;
import dev.plenum.sfu.testkit.PictureReceiver;
import dev.plenum.sfu.testkit.RecordingListener;
import dev.plenum.sfu.testkit.TestLoop;
import dev.plenum.sfu.testkit.TestPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A camera of three layers and viewers with one slot each, in simulated time. */
final class SimulcastMeeting {

  static final int CAMERA = 7;

  /** Of each viewer's slot. */
  static final int SSRC = 200;

  static final int RTX_SSRC = 201;

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final int TURNS_PER_TICK = 10;

  private final RecordingListener events = new RecordingListener();
  private final List<TestPeer> peers = new ArrayList<>();
  private final List<FeedbackReceiver> receivers = new ArrayList<>();
  private final List<PictureReceiver> screens = new ArrayList<>();
  private final ClearEngine engine = new ClearEngine();
  private final TestLoop loop;
  private final RoomShard room;
  private final SimulcastCamera camera;

  SimulcastMeeting(boolean orchestrated, int viewers) {
    loop = new TestLoop(engine, orchestrated);
    room = loop.openRoom(events);
    TestPeer publisher = peer("publisher");
    camera = new SimulcastCamera(publisher, "1", CAMERA);
    room.connect(
        publisher.spec(List.of(camera.spec()), List.of(), SimulcastCamera.EXTENSIONS),
        loop.nowNanos());
    publisher.connect();
    for (int i = 1; i <= viewers; i++) {
      TestPeer viewer = peer("viewer" + i);
      SlotSpec slot =
          new SlotSpec("1", SlotSpec.Kind.VIDEO, SSRC, RTX_SSRC, List.of(SimulcastCamera.VP8));
      room.connect(
          viewer.spec(List.of(), List.of(slot), SimulcastCamera.EXTENSIONS), loop.nowNanos());
      viewer.connect();
      receivers.add(new FeedbackReceiver(viewer, loop));
    }
    publisher.awaitConnected(() -> events.count(TransportState.CONNECTED) == 1 + viewers);
  }

  private TestPeer peer(String name) {
    TestPeer peer = new TestPeer(loop, engine, name, 1 + peers.size());
    peers.add(peer);
    return peer;
  }

  void run(long millis) {
    peers.forEach(TestPeer::check);
    for (long at = 0; at < millis; at += 10) {
      for (int turn = 0; turn < TURNS_PER_TICK; turn++) {
        loop.advance(TICK_NANOS / TURNS_PER_TICK);
      }
      if (at % 40 == 0) {
        camera.sendFrame();
      }
      room.tick(loop.nowNanos());
      if (at % 50 == 0) {
        receivers.forEach(FeedbackReceiver::answer);
        screens.forEach(screen -> screen.ask(loop.nowNanos()));
      }
    }
  }

  /** From now on a viewer's network carries this, and keeps what waits for 300 ms. */
  void link(int viewer, long bps) {
    receivers.get(viewer - 1).link(bps, TimeUnit.MILLISECONDS.toNanos(300));
  }

  /** What the viewer's network does, and what the server sends into it. */
  FeedbackReceiver receiver(int viewer) {
    return receivers.get(viewer - 1);
  }

  /** From now on the viewer puts pictures together, and asks again for what is missing. */
  PictureReceiver watch(int viewer) {
    PictureReceiver screen = new PictureReceiver(viewer(viewer), SSRC, RTX_SSRC);
    receiver(viewer).onArrival(screen::onArrival);
    screens.add(screen);
    return screen;
  }

  TestPeer viewer(int viewer) {
    return peers.get(viewer);
  }

  TestLoop loop() {
    return loop;
  }

  void ask(int viewer, int heightPixels) {
    List<Layout.Tile> tiles =
        heightPixels == 0
            ? List.of()
            : List.of(new Layout.Tile(CAMERA, heightPixels * 16 / 9, heightPixels, 1));
    room.layout("viewer" + viewer, new Layout(tiles, 0));
  }

  TileStatus tile(int viewer) {
    return allocation(viewer).tiles().getFirst();
  }

  AllocationStatus allocation(int viewer) {
    return room.allocation("viewer" + viewer, loop.nowNanos()).orElseThrow();
  }

  RecordingListener events() {
    return events;
  }

  SimulcastCamera camera() {
    return camera;
  }
}
