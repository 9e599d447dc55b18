package dev.plenum.load;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * People join one publisher, one after the other at a steady rate, whether those before them have
 * come in or not. Times count from when somebody was to begin.
 */
final class JoinStorm {
  private static final double NANOS_PER_SECOND = 1e9;

  private static final int CAMERA_SSRC = 0x1111;
  private static final Layer LAYER = new Layer("", 1, 640, 360);
  private static final int VIDEO_SLOTS = 9;

  /** Whoever sees nothing after so long never will. */
  private static final long PICTURES_SECONDS = 30;

  /** The publisher has sent for so long when the first viewer comes. */
  private static final long HEAD_START_MILLIS = 2_000;

  /**
   * @param viewers how many
   * @param seconds in which they come
   * @param picturesPerSecond of the publisher
   * @param bitrateBps of the publisher
   * @param steadySeconds for which the forwarding is measured when all have come
   */
  record Profile(
      int viewers, double seconds, int picturesPerSecond, int bitrateBps, int steadySeconds) {}

  private final URI server;
  private final long serverPid;
  private final String room;
  private final Profile profile;

  JoinStorm(URI server, long serverPid, String room, Profile profile) {
    this.server = server;
    this.serverPid = serverPid;
    this.room = room;
    this.profile = profile;
  }

  /** Somebody who came, and when they were to begin. */
  private record Arrival(Participant participant, Viewer viewer, long beganNanos) {

    long answerNanos() {
      return participant.answeredNanos() - beganNanos;
    }

    boolean hasPicture() {
      return viewer.firstPictureNanos().isDone();
    }

    long pictureNanos() {
      return viewer.firstPictureNanos().join() - participant.answeredNanos();
    }
  }

  /** From the first join until everybody has a picture. */
  private record Phase(long beganNanos, long endedNanos, ServerFigures figures) {}

  JoinReport run() throws IOException, InterruptedException, ExecutionException {
    Publisher publisher = new Publisher(List.of(camera()), null);
    Media media = new Media(publisher, new Viewer(null), VIDEO_SLOTS);
    try (Crowd crowd = new Crowd(server);
        Participant publishing = Participant.join(crowd, room, "publisher", media, List.of())) {
      Thread.sleep(HEAD_START_MILLIS);
      ServerFigures before = figures();
      long beganNanos = System.nanoTime();
      List<Arrival> arrivals = joinAll(crowd, publishing.camera());
      awaitPictures(arrivals);
      Phase joining = new Phase(beganNanos, System.nanoTime(), figures().since(before));
      ServerFigures joined = figures();
      Thread.sleep(TimeUnit.SECONDS.toMillis(profile.steadySeconds()));
      ServerFigures steady = figures().since(joined);
      Tally tally = crowd.loop().ask(() -> tally(arrivals));
      arrivals.forEach(arrival -> arrival.participant().close());
      return report(arrivals, publisher.keyFrameAsks(), joining, steady, tally);
    }
  }

  private Camera camera() {
    int meanBytes = profile.bitrateBps() / Byte.SIZE / profile.picturesPerSecond();
    return new Camera(
        new OutgoingStream(CAMERA_SSRC, Offer.VP8, new OutgoingStream.TransportNumbers()),
        LAYER,
        profile.picturesPerSecond(),
        PictureSizes.around(meanBytes, new Random(room.hashCode())),
        Spacing.FRAME);
  }

  private static Tally tally(List<Arrival> arrivals) {
    return arrivals.stream()
        .map(arrival -> arrival.viewer().tally())
        .reduce(Tally.NOTHING, Tally::plus);
  }

  private ServerFigures figures() throws IOException, InterruptedException {
    return ServerFigures.read(server, serverPid);
  }

  private List<Arrival> joinAll(Crowd crowd, int csrc) throws InterruptedException {
    long intervalNanos = (long) (profile.seconds() * NANOS_PER_SECOND / profile.viewers());
    long startNanos = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Arrival>> joining = new ArrayList<>();
      for (int i = 0; i < profile.viewers(); i++) {
        String name = "viewer-" + i;
        long beginNanos = startNanos + i * intervalNanos;
        TimeUnit.NANOSECONDS.sleep(beginNanos - System.nanoTime());
        joining.add(threads.submit(() -> join(crowd, name, csrc, beginNanos)));
      }
      return arrived(joining);
    }
  }

  /** Those who got in. */
  private static List<Arrival> arrived(List<Future<Arrival>> joining) throws InterruptedException {
    List<Arrival> arrivals = new ArrayList<>();
    for (Future<Arrival> one : joining) {
      try {
        arrivals.add(one.get());
      } catch (ExecutionException e) {
        System.err.println("somebody did not get in: " + e.getCause());
      }
    }
    if (arrivals.isEmpty()) {
      throw new IllegalStateException("nobody got in");
    }
    return arrivals;
  }

  private Arrival join(Crowd crowd, String name, int csrc, long beginNanos)
      throws IOException, InterruptedException {
    Viewer viewer = new Viewer(null);
    Media media = new Media(Publisher.ofNothing(), viewer, VIDEO_SLOTS);
    return new Arrival(
        Participant.join(crowd, room, name, media, List.of(csrc)), viewer, beginNanos);
  }

  private static void awaitPictures(List<Arrival> arrivals)
      throws InterruptedException, ExecutionException {
    CompletableFuture<?>[] pictures =
        arrivals.stream()
            .map(arrival -> arrival.viewer().firstPictureNanos())
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(pictures).get(PICTURES_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      // The report tells who saw nothing.
    }
  }

  private JoinReport report(
      List<Arrival> arrivals, KeyFrameAsks asks, Phase joining, ServerFigures steady, Tally tally) {
    long lastNanos =
        arrivals.stream().mapToLong(one -> one.participant().answeredNanos()).max().orElseThrow();
    return new JoinReport(
        profile.viewers(),
        profile.viewers() - arrivals.size(),
        arrivals.size() * NANOS_PER_SECOND / (lastNanos - joining.beganNanos()),
        new Spread(arrivals.stream().mapToLong(Arrival::answerNanos)),
        new Spread(arrivals.stream().filter(Arrival::hasPicture).mapToLong(Arrival::pictureNanos)),
        asks.since(joining.beganNanos()),
        asks.mostInASecond(joining.beganNanos()),
        (joining.endedNanos() - joining.beganNanos()) / NANOS_PER_SECOND,
        tally.packets(),
        tally.lost(),
        joining.figures(),
        steady);
  }
}
