package dev.plenum.sfu.control;

import java.util.List;

/**
 * An m-line on which a participant sends one source.
 *
 * @param csrc the source's room-wide number, given by the control plane; sent as CSRC to browsers
 * @param codecs what the answer accepted, first is preferred
 * @param rids simulcast restriction ids in the order of the offer (RFC 8851); empty without
 *     simulcast
 * @param encrypted whether the publisher encrypts it end to end: nobody but its receivers can read
 *     it
 * @param streams SSRCs which the SDP announced; empty where MID and RID extensions tell
 */
public record PublishSpec(
    String mid,
    int csrc,
    SourceKind kind,
    boolean encrypted,
    List<CodecSpec> codecs,
    List<String> rids,
    List<AnnouncedStream> streams) {

  public PublishSpec {
    codecs = List.copyOf(codecs);
    rids = List.copyOf(rids);
    streams = List.copyOf(streams);
  }

  /** An SSRC of the SDP and its RTX SSRC by {@code ssrc-group:FID}, 0 where it has none. */
  public record AnnouncedStream(int ssrc, int rtxSsrc) {}
}
