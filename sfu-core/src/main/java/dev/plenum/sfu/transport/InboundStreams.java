package dev.plenum.sfu.transport;

import dev.plenum.rtp.HeaderExtension;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.sfu.control.PublishSpec.AnnouncedStream;
import dev.plenum.sfu.srtp.ReplayWindow;
import dev.plenum.sfu.stream.Alarm;
import dev.plenum.sfu.stream.HeaderExtensionIds;
import dev.plenum.sfu.stream.PublisherClock;
import dev.plenum.sfu.stream.ReceiveStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Owner: the loop. Knows which layer each SSRC of a peer carries. An SSRC is learnt from its first
 * authentic packet, by the MID and RID extensions (RFC 9143, RFC 8852) or by what the SDP
 * announced, and kept: senders stop writing the extensions once they believe them received.
 */
final class InboundStreams {

  /** Three layers and their RTX for each of camera, screen and sound, and some replaced SSRCs. */
  private static final int MOST_STREAMS = 32;

  private final Int2ObjectHashMap<InboundStream> bySsrc = new Int2ObjectHashMap<>();
  private final PublisherClock clock = new PublisherClock();
  private final Alarm alarm;
  private List<Publication> publications = List.of();
  private HeaderExtensionIds ids = new HeaderExtensionIds(Map.of());

  /**
   * Without any stream.
   *
   * @param alarm told when a key frame is to be asked for
   */
  InboundStreams(Alarm alarm) {
    this.alarm = alarm;
  }

  /** What the latest answer agreed on; SSRCs of sources that ended are forgotten. */
  void publications(List<Publication> publications, HeaderExtensionIds ids) {
    this.publications = List.copyOf(publications);
    this.ids = ids;
    List<InboundStream> gone = new ArrayList<>();
    for (InboundStream stream : bySsrc.values()) {
      if (publications.stream().noneMatch(one -> one.source() == stream.source)) {
        gone.add(stream);
      }
    }
    bySsrc.values().removeAll(gone);
  }

  @Nullable InboundStream find(int ssrc) {
    return bySsrc.get(ssrc);
  }

  Collection<InboundStream> all() {
    return bySsrc.values();
  }

  boolean isFull() {
    return bySsrc.size() >= MOST_STREAMS;
  }

  /** Whether an m-line claims this packet of an unknown SSRC, by its header alone. */
  boolean isClaimed(RtpPacket packet) {
    return claim(packet) != null;
  }

  /**
   * Learns the SSRC of an authentic packet.
   *
   * @return null if it repairs a layer that has not been seen
   */
  @Nullable InboundStream bind(RtpPacket packet, ReplayWindow window, long nowNanos) {
    Claim claim = claim(packet);
    if (claim == null) {
      return null;
    }
    InboundStream stream =
        claim.isRetransmission
            ? repairing(claim, window)
            : carrying(claim, packet, window, nowNanos);
    if (stream != null) {
      bySsrc.put(packet.ssrc(), stream);
    }
    return stream;
  }

  private @Nullable InboundStream repairing(Claim claim, ReplayWindow window) {
    ReceiveStream layer = claim.publication.source().layer(claim.layer);
    return layer == null
        ? null
        : new InboundStream(claim.publication.source(), layer, true, window);
  }

  private InboundStream carrying(
      Claim claim, RtpPacket packet, ReplayWindow window, long nowNanos) {
    List<String> rids = claim.publication.spec().rids();
    ReceiveStream layer =
        new ReceiveStream(
            packet.ssrc(),
            rids.isEmpty() ? "" : rids.get(claim.layer),
            claim.publication.spec().codecs(),
            ids,
            clock,
            claim.publication.spec().encrypted());
    layer.keyFrames().alarm(alarm);
    ReceiveStream before = claim.publication.source().layer(claim.layer);
    if (before != null) {
      bySsrc.values().removeIf(stream -> stream.layer == before);
    }
    claim.publication.source().put(claim.layer, layer, nowNanos);
    return new InboundStream(claim.publication.source(), layer, false, window);
  }

  private @Nullable Claim claim(RtpPacket packet) {
    Claim announced = announced(packet.ssrc());
    if (announced != null) {
      return announced;
    }
    Publication publication = publicationOf(packet);
    if (publication == null) {
      return null;
    }
    String repaired = text(packet, HeaderExtension.REPAIRED_RTP_STREAM_ID);
    if (repaired != null) {
      return claim(publication, publication.layerOf(repaired), true);
    }
    String rid = text(packet, HeaderExtension.RTP_STREAM_ID);
    if (rid == null && !publication.spec().rids().isEmpty()) {
      return null;
    }
    boolean isRtx = isRetransmission(publication, packet.payloadType());
    return claim(publication, rid == null ? 0 : publication.layerOf(rid), isRtx);
  }

  private static @Nullable Claim claim(Publication publication, int layer, boolean isRtx) {
    return layer < 0 ? null : new Claim(publication, layer, isRtx);
  }

  private @Nullable Claim announced(int ssrc) {
    for (Publication publication : publications) {
      List<AnnouncedStream> streams = publication.spec().streams();
      for (int i = 0; i < streams.size() && i < publication.source().layerCount(); i++) {
        if (streams.get(i).ssrc() == ssrc) {
          return new Claim(publication, i, false);
        }
        if (streams.get(i).rtxSsrc() == ssrc && ssrc != 0) {
          return new Claim(publication, i, true);
        }
      }
    }
    return null;
  }

  /** By MID; without one, the only m-line that has this payload type. */
  private @Nullable Publication publicationOf(RtpPacket packet) {
    String mid = text(packet, HeaderExtension.MID);
    Publication found = null;
    for (Publication publication : publications) {
      if (mid != null) {
        if (publication.spec().mid().equals(mid)) {
          return publication;
        }
      } else if (hasPayloadType(publication, packet.payloadType())) {
        if (found != null) {
          return null;
        }
        found = publication;
      }
    }
    return found;
  }

  private static boolean hasPayloadType(Publication publication, int payloadType) {
    return isRetransmission(publication, payloadType)
        || publication.spec().codecs().stream()
            .anyMatch(codec -> codec.payloadType() == payloadType);
  }

  private static boolean isRetransmission(Publication publication, int payloadType) {
    return publication.spec().codecs().stream()
        .anyMatch(codec -> codec.rtxPayloadType() == payloadType);
  }

  private @Nullable String text(RtpPacket packet, HeaderExtension extension) {
    int id = ids.id(extension);
    if (id == HeaderExtensionIds.ABSENT) {
      return null;
    }
    int offset = packet.extensionOffset(id);
    return offset < 0
        ? null
        : new String(packet.bytes(), offset, packet.extensionBytes(id), StandardCharsets.US_ASCII);
  }

  private record Claim(Publication publication, int layer, boolean isRetransmission) {}
}
