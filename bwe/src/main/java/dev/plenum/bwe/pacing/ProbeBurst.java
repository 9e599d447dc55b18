package dev.plenum.bwe.pacing;

import dev.plenum.bwe.probe.ProbeCluster;
import org.jspecify.annotations.Nullable;

/** Owner: its pacer. How far the probe cluster of the moment has been sent. */
final class ProbeBurst {
  /** Below it headers are most of a packet. */
  private static final int LEAST_PACKET_BYTES = 200;

  private @Nullable ProbeCluster cluster;
  private long nextNanos;
  private int packets;
  private long bytes;

  void start(ProbeCluster next, long nowNanos) {
    cluster = next;
    nextNanos = nowNanos;
    packets = 0;
    bytes = 0;
  }

  void abandon() {
    cluster = null;
  }

  boolean isUnderWay() {
    return cluster != null;
  }

  /** Of the cluster under way, 0 if there is none. */
  int id() {
    return cluster == null ? 0 : cluster.id();
  }

  /** When its next packet is due. */
  long nextNanos() {
    return nextNanos;
  }

  /** Small enough that the cluster has all its packets and not many more bytes than it asks for. */
  int packetBytes() {
    return cluster == null
        ? Integer.MAX_VALUE
        : Math.max(LEAST_PACKET_BYTES, Math.ceilDiv(cluster.bytes(), cluster.packets()));
  }

  void onSent(int packetBytes) {
    if (cluster == null) {
      return;
    }
    nextNanos += Pacer.nanos(packetBytes, cluster.bps());
    packets++;
    bytes += packetBytes;
    if (packets >= cluster.packets() && bytes >= cluster.bytes()) {
      cluster = null;
    }
  }
}
