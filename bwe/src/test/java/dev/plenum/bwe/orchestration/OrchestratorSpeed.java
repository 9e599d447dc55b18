package dev.plenum.bwe.orchestration;

import dev.plenum.bwe.orchestration.Subscriber.Wish;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Prints how much of one core's time plans for 300 people of 25 tiles each take. A program to be
 * run by hand, not a test.
 *
 * <p>A first plan is solved afresh, a next one goes on from the last with other estimates; each
 * tenth second both are done.
 */
final class OrchestratorSpeed {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int PEOPLE = 300;
  private static final int TILES = 25;
  private static final int ROUNDS = 200;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private OrchestratorSpeed() {}

  public static void main(String[] arguments) {
    System.out.println("milliseconds        first (median, p90)   next (median, p90)");
    print("25 tiles of 180p", 8_000_000, tile -> 180);
    print("720p and 24 of 180p", 8_000_000, tile -> tile == 0 ? 720 : 180);
    print("180p, 360p and 720p", 8_000_000, tile -> 180 << tile % 3);
    print("25 tiles of 720p", 30_000_000, tile -> 720);
  }

  private static void print(String name, long mostBps, IntUnaryOperator heightPixels) {
    Random random = new Random(1);
    RandomRoom room = room(random, mostBps, heightPixels);
    double[] first = new double[ROUNDS];
    double[] next = new double[ROUNDS];
    Orchestrator orchestrator = new Orchestrator();
    for (int i = -ROUNDS; i < ROUNDS; i++) {
      RandomRoom now = room.trembling(random);
      double firstMillis = millis(new Orchestrator(), now, 0);
      double nextMillis = millis(orchestrator, now, 2 * SECOND_NANOS * i);
      if (i >= 0) {
        first[i] = firstMillis;
        next[i] = nextMillis;
      }
    }
    Arrays.sort(first);
    Arrays.sort(next);
    System.out.printf(
        Locale.ROOT,
        "%-20s%10.1f%10.1f%13.1f%10.1f%n",
        name,
        first[ROUNDS / 2],
        first[ROUNDS * 9 / 10],
        next[ROUNDS / 2],
        next[ROUNDS * 9 / 10]);
  }

  private static double millis(Orchestrator orchestrator, RandomRoom room, long nowNanos) {
    long startNanos = THREADS.getCurrentThreadCpuTime();
    orchestrator.plan(room.publishers(), room.subscribers(), nowNanos);
    return (THREADS.getCurrentThreadCpuTime() - startNanos) / 1e6;
  }

  private static RandomRoom room(Random random, long mostBps, IntUnaryOperator heightPixels) {
    List<Publisher> publishers = new ArrayList<>();
    List<Subscriber> subscribers = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      Source camera =
          new Source(
              i,
              List.of(Encoding.of("q", 180, 4), Encoding.of("h", 360, 2), Encoding.of("f", 720, 1)),
              true);
      publishers.add(RandomRoom.publisher(i, 300_000 + random.nextLong(5_000_000), camera));
      Set<Integer> watched =
          random.ints(0, PEOPLE).distinct().limit(TILES).boxed().collect(Collectors.toSet());
      List<Integer> order = watched.stream().sorted().toList();
      List<Wish> wishes =
          IntStream.range(0, TILES)
              .mapToObj(k -> new Wish(order.get(k), heightPixels.applyAsInt(k), 1))
              .toList();
      long downlinkBps = 500_000 + random.nextLong(mostBps);
      subscribers.add(new Subscriber("p" + i, downlinkBps, RandomRoom.AUDIO_BPS, wishes));
    }
    return new RandomRoom(publishers, subscribers);
  }
}
