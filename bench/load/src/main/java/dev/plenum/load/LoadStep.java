package dev.plenum.load;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What came of one load of a server.
 *
 * @param seconds of the measurement
 * @param shares of everybody who watches, in that time
 */
record LoadStep(
    String name,
    int classes,
    double seconds,
    List<Share> shares,
    Inspection.Findings findings,
    ServerFigures server,
    ProcessFigures generator) {

  static final String TITLES =
      "load      classes  packets/s  cores  generator  sound %  pictures %  all/some/no pictures"
          + "  sound p50/p99/p99.9 ms  pictures p50/p99/p99.9 ms";

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MICROS_PER_MILLI = 1_000;
  private static final double MILLIS_PER_SECOND = 1_000;

  private static final double MOST_LOST = 0.001;

  /** What is on its way at the end need not be as much as at the beginning. */
  private static final double LEAST_SHARE = 0.995;

  private static final double LONGEST_MILLIS = 50;
  private static final double MOST_CORES = 0.97;

  private static final double ALL_PICTURES = 0.95;
  private static final double NO_PICTURES = 0.05;

  /**
   * What somebody got.
   *
   * @param sounds packets that their teacher sent
   * @param pictures the same of pictures
   * @param came to them
   */
  record Share(long sounds, long pictures, Tally came) {

    Share since(Share before) {
      return new Share(sounds - before.sounds, pictures - before.pictures, came.since(before.came));
    }

    /** Of the teacher's pictures, those that came. */
    double ofPictures() {
      return (double) (came.pictures() - came.repeated()) / Math.max(1, pictures);
    }
  }

  /**
   * What had been counted and used at one moment.
   *
   * @param shares of everybody who watches a class that has begun, by class
   */
  record Moment(
      long nanos, List<List<Share>> shares, ServerFigures server, ProcessFigures generator) {}

  /** What came between two moments with the same classes. */
  static LoadStep between(String name, Moment before, Moment after, Inspection.Findings findings) {
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < after.shares().size(); i++) {
      for (int k = 0; k < after.shares().get(i).size(); k++) {
        shares.add(after.shares().get(i).get(k).since(before.shares().get(i).get(k)));
      }
    }
    return new LoadStep(
        name,
        after.shares().size(),
        (after.nanos() - before.nanos()) / NANOS_PER_SECOND,
        shares,
        findings,
        after.server().since(before.server()),
        after.generator().since(before.generator()));
  }

  /** Whether nearly everything comes, in good time, and the server's core has something left. */
  boolean isCarried() {
    return lostShare() <= MOST_LOST
        && soundShare() >= LEAST_SHARE
        && pictureShare() >= LEAST_SHARE
        && millis(findings.latencyMicros(), 99) <= LONGEST_MILLIS
        && cores(server.process()) < MOST_CORES;
  }

  double packetsPerSecond() {
    return server.packetsOut() / seconds;
  }

  /** Of what the server sent, by the sequence numbers that came. */
  private double lostShare() {
    long lost = shares.stream().mapToLong(one -> one.came().lost()).sum();
    return (double) lost / Math.max(1, server.packetsOut());
  }

  /** Of the packets of sound that were sent for somebody, those that came. */
  double soundShare() {
    long sent = shares.stream().mapToLong(Share::sounds).sum();
    return (double) shares.stream().mapToLong(one -> one.came().sounds()).sum() / Math.max(1, sent);
  }

  /** The same of pictures. */
  double pictureShare() {
    long sent = shares.stream().mapToLong(Share::pictures).sum();
    long came =
        shares.stream().mapToLong(one -> one.came().pictures() - one.came().repeated()).sum();
    return (double) came / Math.max(1, sent);
  }

  private double cores(ProcessFigures used) {
    return used.cpuMillis() / seconds / MILLIS_PER_SECOND;
  }

  private static double millis(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }

  private static String spread(Histogram micros) {
    return "%.2f/%.2f/%.2f".formatted(millis(micros, 50), millis(micros, 99), millis(micros, 99.9));
  }

  private long watching(double from, double to) {
    return shares.stream().filter(one -> one.ofPictures() >= from && one.ofPictures() < to).count();
  }

  /** A line under {@link #TITLES}. */
  @Override
  public String toString() {
    return "%-8s  %7d  %,9.0f  %5.2f  %9.2f  %7.3f  %10.2f  %20s  %22s  %25s%s"
        .formatted(
            name,
            classes,
            packetsPerSecond(),
            cores(server.process()),
            cores(generator),
            100 * soundShare(),
            100 * pictureShare(),
            "%d/%d/%d"
                .formatted(
                    watching(ALL_PICTURES, Double.POSITIVE_INFINITY),
                    watching(NO_PICTURES, ALL_PICTURES),
                    watching(Double.NEGATIVE_INFINITY, NO_PICTURES)),
            spread(findings.soundMicros()),
            spread(findings.pictureMicros()),
            server.drops().isEmpty() ? "" : "  dropped: " + server.drops());
  }
}
