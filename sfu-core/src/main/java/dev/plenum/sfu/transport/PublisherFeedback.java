package dev.plenum.sfu.transport;

import dev.plenum.rtp.rtcp.RtcpWriter;
import dev.plenum.sfu.counters.MediaCounters;
import dev.plenum.sfu.stream.Alarm;
import dev.plenum.sfu.stream.Deadline;
import dev.plenum.sfu.stream.ReceiveStream;
import dev.plenum.sfu.stream.TransportFeedbackCollector;
import java.util.concurrent.TimeUnit;

/**
 * Owner: the loop. What a publisher is told about its packets: transport-wide feedback, NACKs and
 * key-frame requests as they fall due, receiver reports once a second.
 */
final class PublisherFeedback {

  private static final long REPORT_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** A usual round trip, while none has been measured. */
  private static final long ASSUMED_ROUND_TRIP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final InboundStreams streams;
  private final TransportFeedbackCollector collector = new TransportFeedbackCollector();
  private final EgressTransport egress;
  private final MediaCounters counters;
  private final int ownSsrc;
  private final RtcpScratch scratch;
  private final Alarm alarm;
  private long nextReportNanos;
  private long roundTripNanos = ASSUMED_ROUND_TRIP_NANOS;

  PublisherFeedback(
      InboundStreams streams,
      EgressTransport egress,
      MediaCounters counters,
      int ownSsrc,
      RtcpScratch scratch,
      Alarm alarm,
      long nowNanos) {
    this.streams = streams;
    this.egress = egress;
    this.counters = counters;
    this.ownSsrc = ownSsrc;
    this.scratch = scratch;
    this.alarm = alarm;
    this.nextReportNanos = nowNanos + REPORT_INTERVAL_NANOS;
  }

  void roundTrip(long nanos) {
    roundTripNanos = nanos;
  }

  /** Asks at once for what a packet of the layer has shown to be missing. */
  void arrived(InboundStream stream, long nowNanos) {
    if (Deadline.isDue(stream.layer.nextDeadlineNanos(), nowNanos)) {
      RtcpWriter writer = scratch.begin();
      if (writeFeedback(stream, nowNanos)) {
        egress.sendRtcp(scratch.bytes(), writer.end());
      }
    }
    alarm.due(stream.layer.nextDeadlineNanos());
  }

  /** A packet arrived that has this number within its transport. */
  void numbered(int transportSequence, long nowNanos) {
    collector.onPacket(transportSequence, nowNanos);
    alarm.due(collector.nextDeadlineNanos());
  }

  /** When {@link #tick} has something to do. */
  long nextDeadlineNanos() {
    long next = collector.nextDeadlineNanos();
    for (InboundStream stream : streams.all()) {
      if (!stream.isRetransmission) {
        next = Deadline.earlier(next, stream.layer.nextDeadlineNanos());
        next = Deadline.earlier(next, nextReportNanos);
      }
    }
    return next;
  }

  void tick(long nowNanos) {
    RtcpWriter writer = scratch.begin();
    boolean any = false;
    if (nextReportNanos - nowNanos <= 0) {
      nextReportNanos = nowNanos + REPORT_INTERVAL_NANOS;
      any = writeReports(nowNanos);
    }
    if (Deadline.isDue(collector.nextDeadlineNanos(), nowNanos)) {
      any |= collector.write(writer, ownSsrc, anySsrc(), nowNanos);
    }
    for (InboundStream stream : streams.all()) {
      if (!stream.isRetransmission && Deadline.isDue(stream.layer.nextDeadlineNanos(), nowNanos)) {
        any |= writeFeedback(stream, nowNanos);
      }
    }
    if (any) {
      egress.sendRtcp(scratch.bytes(), writer.end());
    }
  }

  private boolean writeFeedback(InboundStream stream, long nowNanos) {
    ReceiveStream layer = stream.layer;
    boolean asked = layer.keyFrames().isDue(nowNanos);
    boolean written = layer.writeFeedback(scratch.writer(), ownSsrc, roundTripNanos, nowNanos);
    if (asked) {
      counters.keyFrameRequest();
      stream.source.keyFrameRequested(layer, nowNanos);
    }
    return written;
  }

  private boolean writeReports(long nowNanos) {
    if (streams.all().isEmpty()) {
      return false;
    }
    scratch.writer().receiverReport(ownSsrc);
    for (InboundStream stream : streams.all()) {
      if (!stream.isRetransmission) {
        stream.layer.writeReportBlock(scratch.writer(), nowNanos);
      }
    }
    return true;
  }

  private int anySsrc() {
    for (InboundStream stream : streams.all()) {
      return stream.layer.ssrc();
    }
    return 0;
  }
}
