package dev.plenum.load;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.TransportSequence;
import dev.plenum.rtp.codec.Rtx;
import dev.plenum.rtp.rtcp.RtcpPacket;
import dev.plenum.rtp.rtcp.RtcpWriter;
import dev.plenum.sfu.stream.TransportFeedbackCollector;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** Watches, and answers as a browser would. Owned by the {@link MediaLoop}. */
final class Viewer implements MediaSink {
  private static final int SSRC = 1;
  private static final int MOST_RTCP_BYTES = 1_200;

  /** Room for the longest feedback in any case. */
  private final byte[] report = new byte[2 * MOST_RTCP_BYTES];

  private final RtcpWriter writer = new RtcpWriter();
  private final TransportFeedbackCollector arrivals = new TransportFeedbackCollector();
  private final Int2ObjectHashMap<WatchedStream> streams = new Int2ObjectHashMap<>();
  private final CompletableFuture<Long> firstPictureNanos = new CompletableFuture<>();
  private Map<Integer, Integer> repairedSsrcs = Map.of();
  private @Nullable PeerTransport transport;
  private volatile long packets;
  private volatile long lost;

  /** From the answer, before anything comes. */
  void repairs(Map<Integer, Integer> repaired) {
    repairedSsrcs = repaired;
  }

  /** When its first picture was complete; from any thread. */
  CompletableFuture<Long> firstPictureNanos() {
    return firstPictureNanos;
  }

  /** Video packets that came; from any thread. */
  long packets() {
    return packets;
  }

  /** Video packets that never came; from any thread. */
  long lost() {
    return lost;
  }

  @Override
  public void connected(PeerTransport connected, long nowNanos) {
    transport = connected;
  }

  @Override
  public void rtp(RtpPacket packet, long nowNanos) {
    int at = packet.extensionOffset(Offer.TRANSPORT_SEQUENCE_ID);
    if (at >= 0) {
      arrivals.onPacket(TransportSequence.read(packet.bytes(), at), nowNanos);
    }
    if (packet.payloadType() == Offer.VP8) {
      add(packet, false, nowNanos);
    } else if (packet.payloadType() == Offer.VP8_RTX) {
      Integer repaired = repairedSsrcs.get(packet.ssrc());
      if (repaired != null && Rtx.unwrap(packet, repaired, Offer.VP8)) {
        add(packet, true, nowNanos);
      }
    }
  }

  private void add(RtpPacket packet, boolean isRepeated, long nowNanos) {
    WatchedStream stream = streams.get(packet.ssrc());
    if (stream == null) {
      stream = new WatchedStream(packet.ssrc(), nowNanos);
      streams.put(packet.ssrc(), stream);
    }
    if (stream.add(packet, isRepeated, nowNanos)) {
      firstPictureNanos.complete(nowNanos);
    }
  }

  @Override
  public void rtcp(RtcpPacket packet, long nowNanos) {
    // Sender reports are for sound and picture to go together; there is nothing to play here.
  }

  @Override
  public void tick(long nowNanos) {
    writer.begin(report, 0);
    long came = 0;
    long missed = 0;
    for (WatchedStream stream : streams.values()) {
      stream.ask(writer, SSRC, nowNanos);
      came += stream.packets();
      missed += stream.lost();
    }
    packets = came;
    lost = missed;
    if (isFeedbackDue(nowNanos)) {
      arrivals.write(writer, SSRC, SSRC, nowNanos);
    }
    PeerTransport to = transport;
    if (to != null && writer.length() > 0) {
      to.sendRtcp(report, writer.end());
    }
  }

  private boolean isFeedbackDue(long nowNanos) {
    long deadlineNanos = arrivals.nextDeadlineNanos();
    return deadlineNanos != Long.MAX_VALUE && deadlineNanos - nowNanos <= 0;
  }
}
