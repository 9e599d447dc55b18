package dev.plenum.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The whole way of a camera's packet in the server, stations 2 to 8: told apart, decrypted, kept,
 * routed, decided about, composed, protected and put into the port's batch, for each receiver. The
 * kernel is not in it, see {@link Sending}; the publisher's encryption is.
 */
public class WholeWay extends Microbenchmark {

  @Param({"1", "10", "100", "300"})
  public int receivers = 1;

  private final Batch batch = new Batch();

  @SuppressWarnings("NullAway.Init")
  private Meeting meeting;

  @Setup
  public void meet() {
    meeting = new Meeting(Engines.quickest(), receivers).leavingTo(batch).checked();
  }

  @Benchmark
  public long forward() {
    meeting.publish();
    return batch.position();
  }
}
