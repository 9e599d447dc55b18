package dev.plenum.load;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.rtcp.RtcpPacket;

/** What a participant does with media. Called on the {@link MediaLoop}. */
interface MediaSink {

  /** Media may flow from now on. */
  void connected(PeerTransport transport, long nowNanos);

  /** A packet in the clear came; both are valid until this returns. */
  void rtp(RtpPacket packet, long nowNanos);

  /** A compound packet in the clear came, before its first part. */
  void rtcp(RtcpPacket packet, long nowNanos);

  /** Time to send what has fallen due. */
  void tick(long nowNanos);
}
