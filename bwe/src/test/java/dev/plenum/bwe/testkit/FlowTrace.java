package dev.plenum.bwe.testkit;

/** What happened to one flow's packets on its way. */
public final class FlowTrace {
  private final Series sentBytes = new Series();
  private final Series receivedBytes = new Series();
  private final Series droppedBytes = new Series();
  private final Series lostBytes = new Series();
  private final Series waitMillis = new Series();

  void sent(int bytes, long elapsedNanos) {
    sentBytes.add(elapsedNanos, bytes);
  }

  void received(int bytes, long elapsedNanos) {
    receivedBytes.add(elapsedNanos, bytes);
  }

  /** The bottleneck's queue was full. */
  void dropped(int bytes, long elapsedNanos) {
    droppedBytes.add(elapsedNanos, bytes);
  }

  /** By chance. */
  void lost(int bytes, long elapsedNanos) {
    lostBytes.add(elapsedNanos, bytes);
  }

  void waited(long nanos, long elapsedNanos) {
    waitMillis.add(elapsedNanos, nanos / 1e6);
  }

  /** One point for each packet, its size. */
  public Series sentBytes() {
    return sentBytes;
  }

  public double sentBps(long fromNanos, long toNanos) {
    return bps(sentBytes, fromNanos, toNanos);
  }

  public double receivedBps(long fromNanos, long toNanos) {
    return bps(receivedBytes, fromNanos, toNanos);
  }

  /** What the bottleneck dropped, of what was sent. */
  public double selfInflictedLoss(long fromNanos, long toNanos) {
    return droppedBytes.sum(fromNanos, toNanos) / Math.max(1, sentBytes.sum(fromNanos, toNanos));
  }

  /** What was lost for any reason, of what was sent. */
  public double loss(long fromNanos, long toNanos) {
    double gone = droppedBytes.sum(fromNanos, toNanos) + lostBytes.sum(fromNanos, toNanos);
    return gone / Math.max(1, sentBytes.sum(fromNanos, toNanos));
  }

  /** How long each packet waited in the bottleneck's queue. */
  public Series waitMillis() {
    return waitMillis;
  }

  private static double bps(Series bytes, long fromNanos, long toNanos) {
    return bytes.sum(fromNanos, toNanos) * 8e9 / (toNanos - fromNanos);
  }
}
