package dev.plenum.bwe.probe;

/**
 * Owner: the thread of its estimator. What the latest probe clusters showed: the lower of the rates
 * at which a cluster went out and came in.
 *
 * <p>Constants: libwebrtc, probe_bitrate_estimator.cc. Where we differ: a rate is the slope of a
 * line through all packets of the cluster, not the distance of the first and the last, of which
 * jitter could make anything.
 */
public final class ProbeMeasurement {
  private static final int CLUSTERS = 4;
  private static final double ENOUGH = 0.8;
  private static final double COMPRESSED = 2;
  private static final double SATURATED = 0.94;
  private static final double UTILISATION = 0.95;

  /** One cluster under way; reused. */
  private static final class Cluster {
    private final RateLine sent = new RateLine();
    private final RateLine arrived = new RateLine();
    private int id;
    private double leastPackets;
    private double leastBytes;
    private int packets;
    private long bytes;

    void open(ProbeCluster cluster) {
      id = cluster.id();
      leastPackets = ENOUGH * cluster.packets();
      leastBytes = ENOUGH * cluster.bytes();
      packets = 0;
      bytes = 0;
      sent.clear();
      arrived.clear();
    }

    void add(int packetBytes, long sentNanos, long arrivalNanos) {
      sent.add(bytes, sentNanos);
      bytes += packetBytes;
      arrived.add(bytes, arrivalNanos);
      packets++;
    }

    boolean complete() {
      return packets >= leastPackets && bytes >= leastBytes;
    }
  }

  private final Cluster[] clusters = new Cluster[CLUSTERS];
  private long measuredBps;
  private boolean saturated;

  public ProbeMeasurement() {
    for (int i = 0; i < CLUSTERS; i++) {
      clusters[i] = new Cluster();
    }
  }

  public void onCluster(ProbeCluster cluster) {
    clusters[cluster.id() % CLUSTERS].open(cluster);
  }

  public void onPacket(int id, int packetBytes, long sentNanos, long arrivalNanos) {
    Cluster cluster = clusters[id % CLUSTERS];
    if (cluster.id != id) {
      return;
    }
    cluster.add(packetBytes, sentNanos, arrivalNanos);
    if (cluster.complete()) {
      measure(cluster.sent.bps(), cluster.arrived.bps());
    }
  }

  /** The latest result, once; 0 if there is none. */
  public long take() {
    long bps = measuredBps;
    measuredBps = 0;
    return bps;
  }

  /** Whether the network carried clearly less than the latest result was sent with. */
  public boolean saturated() {
    return saturated;
  }

  public void reset() {
    for (Cluster cluster : clusters) {
      cluster.id = 0;
    }
    measuredBps = 0;
  }

  private void measure(double sentBps, double arrivedBps) {
    if (sentBps <= 0 || arrivedBps <= 0 || arrivedBps > COMPRESSED * sentBps) {
      return;
    }
    saturated = arrivedBps < SATURATED * sentBps;
    measuredBps = (long) (saturated ? UTILISATION * arrivedBps : Math.min(sentBps, arrivedBps));
  }
}
