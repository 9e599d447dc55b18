package dev.plenum.load;

import dev.plenum.load.OutgoingStream.TransportNumbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Muted people come into rooms of their own, one after the other at a steady rate, whether those
 * before them have come in or not, and each leaves again after a while.
 */
final class Rush implements AutoCloseable {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int VIDEO_SLOTS = 9;
  private static final int SSRC = 0x2222;

  /**
   * @param joinsPerSecond how many come in a second
   * @param people how many come in all
   * @param peopleInARoom of whom the next ones come to the next room
   * @param staySeconds from when somebody is connected until they leave
   */
  record Settings(double joinsPerSecond, int people, int peopleInARoom, double staySeconds) {}

  /**
   * Somebody who got in.
   *
   * @param beganNanos when they were to begin
   * @param answeredNanos when the join was answered
   * @param connectedNanos when the handshake was done, so that media may flow
   */
  record Newcomer(long beganNanos, long answeredNanos, long connectedNanos) {}

  private final Crowd crowd;
  private final String name;
  private final Settings settings;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param name with which its rooms' names begin
   */
  Rush(Crowd crowd, String name, Settings settings) {
    this.crowd = crowd;
    this.name = name;
    this.settings = settings;
  }

  /** Returns when everybody who gets in is in. */
  List<Newcomer> come() throws InterruptedException {
    List<CompletableFuture<Newcomer>> coming = new ArrayList<>();
    long intervalNanos = (long) (NANOS_PER_SECOND / settings.joinsPerSecond());
    long startNanos = System.nanoTime();
    for (int i = 0; i < settings.people(); i++) {
      int number = i;
      long beginNanos = startNanos + i * intervalNanos;
      TimeUnit.NANOSECONDS.sleep(beginNanos - System.nanoTime());
      CompletableFuture<Newcomer> connected = new CompletableFuture<>();
      coming.add(connected);
      threads.execute(() -> comeAndGo(number, beginNanos, connected));
    }
    return coming.stream().flatMap(one -> in(one).stream()).toList();
  }

  private void comeAndGo(int number, long beginNanos, CompletableFuture<Newcomer> connected) {
    String room = name + "-" + number / settings.peopleInARoom();
    try (Participant participant =
        Participant.join(crowd, room, "newcomer-" + number, muted(), List.of())) {
      connected.complete(new Newcomer(beginNanos, participant.answeredNanos(), System.nanoTime()));
      TimeUnit.NANOSECONDS.sleep((long) (settings.staySeconds() * NANOS_PER_SECOND));
    } catch (IOException | RuntimeException e) {
      connected.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Media muted() {
    OutgoingStream sound = new OutgoingStream(SSRC, Offer.OPUS, new TransportNumbers());
    Publisher publisher = new Publisher(List.of(), new Microphone(sound, Role.Sound.MUTED));
    return new Media(publisher, new Viewer(null), VIDEO_SLOTS);
  }

  private static Optional<Newcomer> in(CompletableFuture<Newcomer> coming) {
    try {
      return Optional.of(coming.join());
    } catch (CompletionException e) {
      System.err.println("somebody did not get in: " + e.getCause());
      return Optional.empty();
    }
  }

  /** Returns when everybody has left. */
  @Override
  public void close() {
    threads.close();
  }
}
