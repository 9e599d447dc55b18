package dev.plenum.bwe.orchestration;

import dev.plenum.bwe.orchestration.Subscriber.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;

/** A room of random people on random networks. */
record RandomRoom(List<Publisher> publishers, List<Subscriber> subscribers) {
  static final long AUDIO_BPS = 40_000;

  private static final int[] SIZES = {180, 360, 720};

  /** Everybody publishes a camera of three encodings and may see everybody else. */
  static RandomRoom of(int participants, int mostTiles, Random random) {
    List<Publisher> publishers = new ArrayList<>();
    List<Subscriber> subscribers = new ArrayList<>();
    for (int i = 0; i < participants; i++) {
      publishers.add(publisher(i, 200_000 + random.nextLong(3_000_000), camera(i)));
      List<Wish> wishes = new ArrayList<>();
      for (int k = 1; k < participants && wishes.size() < mostTiles; k++) {
        if (random.nextInt(8) > 0) {
          int weight = random.nextInt(5) == 0 ? 3 : 1;
          wishes.add(new Wish((i + k) % participants, SIZES[random.nextInt(3)], weight));
        }
      }
      subscribers.add(
          new Subscriber("p" + i, 100_000 + random.nextLong(4_000_000), AUDIO_BPS, wishes));
    }
    return new RandomRoom(publishers, subscribers);
  }

  static Publisher publisher(int csrc, long uplinkBps, Source... sources) {
    return new Publisher("p" + csrc, uplinkBps, AUDIO_BPS, List.of(sources));
  }

  static Source camera(int csrc) {
    return new Source(
        csrc,
        List.of(
            new Encoding("q", 180, 4, List.of(100_000L, 300_000L)),
            new Encoding("h", 360, 2, List.of(500_000L, 800_000L)),
            new Encoding("f", 720, 1, List.of(1_000_000L, 1_500_000L))),
        true);
  }

  RandomRoom onBetterNetworks(double factor) {
    return withNetworks(bps -> (long) (bps * factor));
  }

  /** Half of the networks change to anything between half and twice. */
  RandomRoom onOtherNetworks(Random random) {
    return withNetworks(
        bps ->
            random.nextBoolean() ? bps : (long) (bps * Math.pow(2, 2 * random.nextDouble() - 1)));
  }

  RandomRoom trembling(Random random) {
    return withNetworks(bps -> (long) (bps * (0.95 + 0.1 * random.nextDouble())));
  }

  /** The same people with a large tile of one and small ones of the others. */
  RandomRoom withSpeaker(int csrc) {
    List<Subscriber> watching = new ArrayList<>();
    for (Subscriber it : subscribers) {
      List<Wish> wishes = new ArrayList<>();
      for (Wish wish : it.wishes()) {
        boolean speaks = wish.csrc() == csrc;
        wishes.add(new Wish(wish.csrc(), speaks ? 720 : 180, speaks ? 3 : 1));
      }
      watching.add(new Subscriber(it.participant(), it.downlinkBps(), it.audioBps(), wishes));
    }
    return new RandomRoom(publishers, watching);
  }

  private RandomRoom withNetworks(LongUnaryOperator change) {
    return new RandomRoom(
        publishers.stream()
            .map(
                it ->
                    new Publisher(
                        it.participant(),
                        change.applyAsLong(it.uplinkBps()),
                        it.audioBps(),
                        it.sources()))
            .toList(),
        subscribers.stream()
            .map(
                it ->
                    new Subscriber(
                        it.participant(),
                        change.applyAsLong(it.downlinkBps()),
                        it.audioBps(),
                        it.wishes()))
            .toList());
  }
}
