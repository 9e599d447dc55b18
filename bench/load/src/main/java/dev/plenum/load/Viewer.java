package dev.plenum.load;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.TransportSequence;
import dev.plenum.rtp.codec.Rtx;
import dev.plenum.rtp.rtcp.RtcpWriter;
import dev.plenum.sfu.stream.TransportFeedbackCollector;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Watches and listens, and answers as a browser would. Headers tell all that this needs, so most
 * viewers decrypt nothing but their first pictures and what they asked for again. Owned by the
 * {@link MediaLoop}.
 */
final class Viewer {
  private static final int SSRC = 1;
  private static final int MOST_RTCP_BYTES = 1_200;

  /** Room for the longest feedback in any case. */
  private final byte[] report = new byte[2 * MOST_RTCP_BYTES];

  private final RtcpWriter writer = new RtcpWriter();
  private final TransportFeedbackCollector arrivals = new TransportFeedbackCollector();
  private final Int2ObjectHashMap<WatchedStream> watched = new Int2ObjectHashMap<>();
  private final Int2ObjectHashMap<HeardStream> heard = new Int2ObjectHashMap<>();
  private final CompletableFuture<Long> firstPictureNanos = new CompletableFuture<>();
  private final @Nullable Inspection inspection;
  private Map<Integer, Integer> repairedSsrcs = Map.of();
  private @Nullable PeerTransport transport;

  /**
   * @param inspection for who decrypts everything
   */
  Viewer(@Nullable Inspection inspection) {
    this.inspection = inspection;
  }

  /** From the answer, before anything comes. */
  void repairs(Map<Integer, Integer> repaired) {
    repairedSsrcs = repaired;
  }

  /** When its first picture was complete; from any thread. */
  CompletableFuture<Long> firstPictureNanos() {
    return firstPictureNanos;
  }

  /** What has come. */
  Tally tally() {
    Tally tally = Tally.NOTHING;
    for (WatchedStream one : watched.values()) {
      tally = tally.plus(new Tally(0, one.packets(), one.repeated(), one.lost(), one.backward()));
    }
    for (HeardStream one : heard.values()) {
      tally = tally.plus(new Tally(one.packets(), 0, 0, one.lost(), one.backward()));
    }
    return tally;
  }

  /** Media may come from now on. */
  void connected(PeerTransport connected) {
    transport = connected;
  }

  /** A packet came, its payload encrypted. */
  void rtp(RtpPacket packet, long arrivedNanos) {
    int at = packet.extensionOffset(Offer.TRANSPORT_SEQUENCE_ID);
    if (at >= 0) {
      arrivals.onPacket(TransportSequence.read(packet.bytes(), at), arrivedNanos);
    }
    switch (packet.payloadType()) {
      case Offer.OPUS -> hear(packet, arrivedNanos);
      case Offer.VP8 -> watch(packet, arrivedNanos);
      case Offer.VP8_RTX -> watchRepeated(packet, arrivedNanos);
      default -> {
        // Nothing else is published.
      }
    }
  }

  private void hear(RtpPacket packet, long arrivedNanos) {
    if (inspection != null) {
      inspect(inspection, packet, arrivedNanos);
    }
    heard
        .computeIfAbsent(packet.ssrc(), _ -> new HeardStream())
        .add(packet.sequenceNumber(), packet.timestamp());
  }

  private void watch(RtpPacket packet, long arrivedNanos) {
    WatchedStream stream = stream(packet.ssrc(), arrivedNanos);
    if (inspection != null) {
      inspect(inspection, packet, arrivedNanos);
    } else if (!stream.hasPicture()) {
      reveal(packet);
    }
    add(stream, packet, false, arrivedNanos);
  }

  private void watchRepeated(RtpPacket packet, long arrivedNanos) {
    Integer repaired = repairedSsrcs.get(packet.ssrc());
    if (repaired != null && reveal(packet) && Rtx.unwrap(packet, repaired, Offer.VP8)) {
      add(stream(repaired, arrivedNanos), packet, true, arrivedNanos);
    }
  }

  private WatchedStream stream(int ssrc, long nowNanos) {
    return watched.computeIfAbsent(ssrc, _ -> new WatchedStream(ssrc, nowNanos));
  }

  private void add(WatchedStream stream, RtpPacket packet, boolean isRepeated, long nowNanos) {
    if (stream.add(packet, isRepeated, nowNanos)) {
      firstPictureNanos.complete(nowNanos);
    }
  }

  private void inspect(Inspection by, RtpPacket packet, long arrivedNanos) {
    if (reveal(packet)) {
      by.add(packet, arrivedNanos);
    } else {
      by.addForeign();
    }
  }

  private boolean reveal(RtpPacket packet) {
    PeerTransport from = transport;
    return from != null && from.reveal(packet);
  }

  /** Sends what has fallen due: feedback, and what there is to ask for. */
  void answer(long nowNanos) {
    writer.begin(report, 0);
    for (WatchedStream stream : watched.values()) {
      stream.ask(writer, SSRC, nowNanos);
    }
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
