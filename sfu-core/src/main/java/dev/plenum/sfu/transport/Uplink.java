package dev.plenum.sfu.transport;

import dev.plenum.sfu.stream.ReceptionStatistics;

/** Owner: the loop. What a publisher's network brings to the server, over all of its layers. */
public final class Uplink {

  private final InboundStreams streams;

  Uplink(InboundStreams streams) {
    this.streams = streams;
  }

  /** Bit rate of the RTP that arrived in the last whole second, retransmissions not counted. */
  public long receivedBps(long nowNanos) {
    long sumBps = 0;
    for (InboundStream stream : streams.all()) {
      if (!stream.isRetransmission) {
        sumBps += stream.layer.statistics().receivedBps(nowNanos);
      }
    }
    return sumBps;
  }

  /** Share of the packets that was lost before repair, 0–1, by the latest receiver reports. */
  public double lossFraction(long nowNanos) {
    double receivedBps = 0;
    double lostBps = 0;
    for (InboundStream stream : streams.all()) {
      if (!stream.isRetransmission) {
        ReceptionStatistics statistics = stream.layer.statistics();
        double bps = statistics.receivedBps(nowNanos);
        receivedBps += bps;
        lostBps += bps * statistics.fractionLost() / 256.0;
      }
    }
    return receivedBps == 0 ? 0 : lostBps / receivedBps;
  }
}
