package dev.plenum.load;

import dev.plenum.rtp.SequenceUnwrapper;

/** What one audio slot receives; nothing is asked for again. Owned by its {@link Viewer}. */
final class HeardStream {
  private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
  private final TimestampOrder order = new TimestampOrder();
  private long first = -1;
  private long packets;

  /** A packet came. */
  void add(int sequenceNumber, int timestamp) {
    long sequence = unwrapper.unwrap(sequenceNumber);
    if (packets == 0) {
      first = sequence;
    }
    packets++;
    order.add(sequence, timestamp);
  }

  long packets() {
    return packets;
  }

  /** Of them, those whose timestamp went back. */
  long backward() {
    return order.backward();
  }

  /** Packets that did not come. */
  long lost() {
    return packets == 0 ? 0 : Math.max(0, unwrapper.highest() - first + 1 - packets);
  }
}
