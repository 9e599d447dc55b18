package dev.plenum.load;

import dev.plenum.load.OutgoingStream.TransportNumbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Muted people come into rooms of their own, one after the other at a steady rate, whether those
 * before them have come in or not, and each leaves again after a while. Whoever is not connected in
 * time gives up, so that it ends under any load: at latest {@link Settings#patienceSeconds} and
 * {@link Settings#staySeconds} after the last one was to begin.
 */
final class Rush implements AutoCloseable {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int VIDEO_SLOTS = 9;
  private static final int SSRC = 0x2222;

  /**
   * @param joinsPerSecond how many come in a second
   * @param people how many come in all
   * @param peopleInARoom of whom the next ones come to the next room
   * @param patienceSeconds from when somebody was to begin until they give up
   * @param staySeconds from when somebody is connected until they leave
   */
  record Settings(
      double joinsPerSecond,
      int people,
      int peopleInARoom,
      double patienceSeconds,
      double staySeconds) {}

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

  /** Returns when everybody is in or has given up. */
  List<Newcomer> come() throws InterruptedException {
    List<CompletableFuture<Newcomer>> coming = new ArrayList<>();
    long intervalNanos = (long) (NANOS_PER_SECOND / settings.joinsPerSecond());
    long patienceNanos = (long) (settings.patienceSeconds() * NANOS_PER_SECOND);
    long startNanos = System.nanoTime();
    for (int i = 0; i < settings.people(); i++) {
      int number = i;
      long beginNanos = startNanos + i * intervalNanos;
      TimeUnit.NANOSECONDS.sleep(beginNanos - System.nanoTime());
      CompletableFuture<Newcomer> connected = new CompletableFuture<>();
      Future<?> visit = threads.submit(() -> comeAndGo(number, beginNanos, connected));
      coming.add(
          connected
              .orTimeout(beginNanos + patienceNanos - System.nanoTime(), TimeUnit.NANOSECONDS)
              .whenComplete((_, failure) -> giveUp(visit, failure)));
    }
    List<Newcomer> newcomers = new ArrayList<>();
    Map<String, Integer> absent = new TreeMap<>();
    for (CompletableFuture<Newcomer> one : coming) {
      try {
        newcomers.add(one.join());
      } catch (CompletionException e) {
        absent.merge(reason(e), 1, Integer::sum);
      }
    }
    absent.forEach((why, people) -> System.err.printf("%d did not get in: %s%n", people, why));
    return newcomers;
  }

  private static String reason(CompletionException failure) {
    Throwable cause = failure.getCause();
    return cause instanceof TimeoutException ? "gave up" : String.valueOf(cause);
  }

  private static void giveUp(Future<?> visit, @Nullable Throwable failure) {
    if (failure instanceof TimeoutException) {
      visit.cancel(true);
    }
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

  /** Returns when everybody has left. */
  @Override
  public void close() {
    threads.close();
  }
}
