package dev.plenum.bench;

import dev.plenum.sfu.port.PeerAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * Station 2: whose datagram it is, and of what protocol. The datagram is of none, so that it ends
 * there. Its baseline is the JDK's hash map, asked for the same addresses.
 */
public class Demultiplexing extends Microbenchmark {

  private static final int TRANSPORTS = 100;

  private final Map<PeerAddress, Integer> map = new HashMap<>();
  private final List<PeerAddress> asked = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  private Meeting meeting;

  private int next;

  @Setup
  public void meet() {
    meeting = new Meeting(Engines.quickest(), TRANSPORTS).leavingTo(new Batch());
    for (int i = 0; i < TRANSPORTS; i++) {
      map.put(new PeerAddress(0, i, 40_000 + i), i);
      asked.add(new PeerAddress(0, i, 40_000 + i));
    }
  }

  @Benchmark
  public int find() {
    next = (next + 1) % TRANSPORTS;
    meeting.knock(next);
    return next;
  }

  @Benchmark
  public @Nullable Integer hashMap() {
    next = (next + 1) % TRANSPORTS;
    return map.get(asked.get(next));
  }
}
