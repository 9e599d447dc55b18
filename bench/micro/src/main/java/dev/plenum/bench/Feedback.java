package dev.plenum.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What comes back, RTCP: eight packets go to a viewer, who tells of them by transport-wide
 * feedback, which is decrypted, read and taken into account. The score is that of a packet; the
 * viewer's own encryption is in it. The baseline is the same without an answer.
 */
public class Feedback extends Microbenchmark {

  static final int PACKETS = 8;

  @SuppressWarnings("NullAway.Init")
  private Meeting telling;

  @SuppressWarnings("NullAway.Init")
  private Meeting silent;

  private long told;

  @Setup
  public void meet() {
    telling = new Meeting(Engines.quickest(), 1).noting().checked();
    silent = new Meeting(Engines.quickest(), 1).noting().checked();
    told = 0;
  }

  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long tell() {
    publish(telling);
    telling.tell();
    return ++told;
  }

  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public Object silence() {
    publish(silent);
    return silent;
  }

  private static void publish(Meeting meeting) {
    for (int i = 0; i < PACKETS; i++) {
      meeting.publish();
    }
  }

  /** Of each answer something must have arrived. */
  @TearDown
  public void check() {
    if (telling.feedbackIn() < told) {
      throw new IllegalStateException(telling.feedbackIn() + " answers of " + told);
    }
  }
}
