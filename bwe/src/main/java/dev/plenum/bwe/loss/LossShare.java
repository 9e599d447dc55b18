package dev.plenum.bwe.loss;

/** The share of packets that were lost: of all, as long as they are few, and then of the latest. */
final class LossShare {
  private final int mostPackets;
  private int packets;
  private double share;

  /**
   * @param mostPackets older ones weigh less and less
   */
  LossShare(int mostPackets) {
    this.mostPackets = mostPackets;
  }

  void add(boolean lost) {
    packets = Math.min(packets + 1, mostPackets);
    share += ((lost ? 1 : 0) - share) / packets;
  }

  double share() {
    return share;
  }

  int packets() {
    return packets;
  }

  void set(LossShare other) {
    packets = other.packets;
    share = other.share;
  }

  void clear() {
    packets = 0;
    share = 0;
  }
}
