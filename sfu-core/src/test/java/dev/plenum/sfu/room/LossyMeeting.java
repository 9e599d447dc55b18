package dev.plenum.sfu.room;

import dev.plenum.sfu.control.AllocationStatus;
import dev.plenum.sfu.control.Layout;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.TransportState;
import dev.plenum.sfu.stream.NtpTime;
import dev.plenum.sfu.testkit.ClearEngine;
import dev.plenum.sfu.testkit.FeedbackReceiver;
import dev.plenum.sfu.testkit.PictureReceiver;
import dev.plenum.sfu.testkit.RecordingListener;
import dev.plenum.sfu.testkit.TestLoop;
import dev.plenum.sfu.testkit.TestPeer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Two cameras of 180 and 360 lines and one viewer of both, whose link loses packets on the way to
 * it and has a round trip; in simulated time.
 */
final class LossyMeeting {

  private static final long ROUND_TRIP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long FRAME_MILLIS = 66;
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** A browser looks for what is missing each 20 ms. */
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(35);

  private static final int CAMERAS = 2;
  private static final int FIRST_CSRC = 7;
  private static final int FIRST_SSRC = 200;

  private record Arrival(long atNanos, long number, Runnable action) {}

  private final RecordingListener events = new RecordingListener();
  private final ClearEngine engine = new ClearEngine();
  private final TestLoop loop = new TestLoop(engine, false);
  private final RoomShard room = loop.openRoom(events);
  private final List<TestPeer> peers = new ArrayList<>();
  private final List<SimulcastCamera> cameras = new ArrayList<>();
  private final List<PictureReceiver> screens = new ArrayList<>();
  private final FeedbackReceiver link;
  private final long seed;
  private final PriorityQueue<Arrival> arrivals =
      new PriorityQueue<>(
          Comparator.comparingLong(Arrival::atNanos).thenComparingLong(Arrival::number));
  private long arrivalNumber;
  private long millis;

  LossyMeeting(long seed) {
    this.seed = seed;
    for (int i = 0; i < CAMERAS; i++) {
      TestPeer publisher = peer("publisher" + i);
      SimulcastCamera camera =
          new SimulcastCamera(publisher, "1", FIRST_CSRC + i, FRAME_MILLIS * 1_000_000);
      camera.turn("f", false);
      camera.rate("q", 120_000);
      camera.rate("h", 450_000);
      cameras.add(camera);
      room.connect(
          publisher.spec(List.of(camera.spec()), List.of(), SimulcastCamera.EXTENSIONS),
          loop.nowNanos());
      publisher.connect();
    }
    TestPeer viewer = peer("viewer");
    List<SlotSpec> slots =
        IntStream.range(0, CAMERAS)
            .mapToObj(
                i ->
                    new SlotSpec(
                        "v" + i,
                        SlotSpec.Kind.VIDEO,
                        FIRST_SSRC + 2 * i,
                        FIRST_SSRC + 2 * i + 1,
                        List.of(SimulcastCamera.VP8)))
            .toList();
    room.connect(viewer.spec(List.of(), slots, SimulcastCamera.EXTENSIONS), loop.nowNanos());
    viewer.connect();
    link = new FeedbackReceiver(viewer, loop);
    link.roundTrip(ROUND_TRIP_NANOS);
    link.onArrival(this::arrives);
    link.onReport(this::reports);
    for (int i = 0; i < CAMERAS; i++) {
      PictureReceiver screen =
          new PictureReceiver(viewer, FIRST_SSRC + 2 * i, FIRST_SSRC + 2 * i + 1);
      screens.add(screen.retry(RETRY_NANOS));
    }
    loop.advance(0);
    viewer.awaitConnected(() -> events.count(TransportState.CONNECTED) == 1 + CAMERAS);
  }

  private TestPeer peer(String name) {
    TestPeer peer = new TestPeer(loop, engine, name, 1 + peers.size());
    peers.add(peer);
    return peer;
  }

  private void arrives(byte[] datagram, int length, long arrivalNanos) {
    byte[] copy = Arrays.copyOf(datagram, length);
    arrivals.add(
        new Arrival(
            arrivalNanos,
            arrivalNumber++,
            () -> screens.forEach(s -> s.onArrival(copy, length, arrivalNanos))));
  }

  private void reports(byte[] datagram, int length, long arrivalNanos) {
    byte[] copy = Arrays.copyOf(datagram, length);
    arrivals.add(
        new Arrival(
            arrivalNanos,
            arrivalNumber++,
            () -> screens.forEach(s -> s.onReport(copy, arrivalNanos))));
  }

  void ask(int heightPixels) {
    List<Layout.Tile> tiles =
        IntStream.range(0, CAMERAS)
            .mapToObj(i -> new Layout.Tile(FIRST_CSRC + i, heightPixels * 16 / 9, heightPixels, 1))
            .toList();
    room.layout("viewer", new Layout(tiles, 0));
  }

  void loses(double share) {
    link.lose(share, seed);
  }

  void run(long forMillis) {
    for (long end = millis + forMillis; millis < end; millis++) {
      if (millis % 1_000 == 0) {
        peers.forEach(TestPeer::check);
        long ntpTimestamp = NtpTime.ofUnixNanos(loop.nowNanos());
        cameras.forEach(camera -> camera.sendReports(ntpTimestamp));
      }
      loop.advance(STEP_NANOS);
      for (int i = 0; i < CAMERAS; i++) {
        if (millis % FRAME_MILLIS == 7L * i) {
          cameras.get(i).sendFrame();
        }
      }
      while (!arrivals.isEmpty() && arrivals.peek().atNanos() <= loop.nowNanos()) {
        arrivals.remove().action().run();
      }
      if (millis % 10 == 0) {
        room.tick(loop.nowNanos());
      }
      if (millis % 50 == 0) {
        link.answer();
      }
      screens.forEach(screen -> screen.ask(loop.nowNanos()));
      screens.forEach(screen -> screen.complain(loop.nowNanos()));
    }
  }

  PictureReceiver screen(int camera) {
    return screens.get(camera);
  }

  AllocationStatus allocation() {
    return room.allocation("viewer", loop.nowNanos()).orElseThrow();
  }

  TestLoop loop() {
    return loop;
  }
}
