package dev.plenum.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import dev.plenum.sfu.port.DatagramBatch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The short form of the benchmarks: with a native engine the hot loop leaves no garbage. Time is
 * not looked at.
 */
class GarbageTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Until the compiler has seen that what the interpreter makes need not be made. */
  private static final int MOST_ROUNDS = 500;

  /** Of a round, where the operation is one packet. */
  private static final int PACKETS = 10_000;

  /**
   * The least object has eight bytes, and sixteen in most machines; a probe is one now and then.
   */
  private static final double NONE = 1;

  private byte[][] garbage = {};

  @BeforeEach
  void requireNativeEngine() {
    assumeThat(Engines.quickest().name()).as("an engine that is not native").isNotEqualTo("jce");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void shouldLeaveNoneOnTheWholeWay(int receivers) {
    WholeWay way = new WholeWay();
    way.receivers = receivers;
    way.meet();

    assertThat(leftBytes(way::forward, receivers)).isLessThan(NONE);
  }

  @Test
  void shouldLeaveNoneWhereDatagramsAreReceived() throws IOException {
    Reception reception = new Reception();
    reception.open();

    assertThat(leftBytes(reception::receive, DatagramBatch.CAPACITY)).isLessThan(NONE);

    reception.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {Sending.FOREIGN, Sending.FOREIGN_RUNS})
  void shouldLeaveNoneWhereDatagramsAreSent(String port) throws Exception {
    Sending sending = new Sending();
    sending.port = port;
    sending.open();

    assertThat(leftBytes(sending::send, Sending.BURST)).isLessThan(NONE);

    sending.close();
  }

  @Test
  void shouldLeaveNoneWhereFeedbackIsTaken() {
    Feedback feedback = new Feedback();
    feedback.meet();

    assertThat(leftBytes(feedback::tell, Feedback.PACKETS)).isLessThan(NONE);
  }

  @Test
  void shouldSeeOneSmallObjectAPacket() {
    assertThat(leftBytes(() -> garbage = new byte[1][], 1)).isGreaterThan(NONE);
    assertThat(garbage).hasNumberOfRows(1);
  }

  /** Bytes for each packet, once the compiler has done its work. */
  private static double leftBytes(Runnable operation, int packetsPerOperation) {
    double least = Double.MAX_VALUE;
    int operations = PACKETS / packetsPerOperation;
    for (int round = 0; round < MOST_ROUNDS && least >= NONE; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < operations; i++) {
        operation.run();
      }
      long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
      least = Math.min(least, (double) bytes / (operations * packetsPerOperation));
    }
    return least;
  }
}
