package dev.plenum.bench;

import dev.plenum.rtp.codec.Codec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * Station 7: a packet that waits in the history is composed for its receiver: header, CSRC,
 * extensions and picture ids of its own. Its baseline is {@link Keeping#copy}.
 */
public class Composing extends Microbenchmark {

  /** Some that came last. */
  private static final int PACKETS = 64;

  private final byte[] out = new byte[2_048];
  private Receiver receiver = new Receiver(0, new Shown(Codec.VP8), out);
  private int next;

  @Setup
  public void forward() {
    Shown shown = new Shown(Codec.VP8);
    receiver = new Receiver(0, shown, out);
    for (int i = 0; i < 2 * PACKETS; i++) {
      shown.arrive();
      shown.route();
    }
  }

  @Benchmark
  public int compose() {
    next = (next + 1) % PACKETS;
    int length = receiver.stream().composeKept(receiver.latest() - next, out, 0);
    if (length == 0) {
      throw new IllegalStateException("not kept");
    }
    return length;
  }
}
