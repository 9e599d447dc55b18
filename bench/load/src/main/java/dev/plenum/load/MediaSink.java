package dev.plenum.load;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.rtcp.RtcpPacket;

/** What a participant does with media. Called on the {@link MediaLoop}. */
interface MediaSink {

  /** Media may flow from now on. */
  void connected(PeerTransport transport, long nowNanos);

  /**
   * A packet came whose header can be read and whose payload {@link PeerTransport#reveal} decrypts;
   * valid until this returns.
   */
  void rtp(RtpPacket packet, long arrivedNanos);

  /** A compound packet in the clear came, before its first part; valid until this returns. */
  void rtcp(RtcpPacket packet, long arrivedNanos);

  /** Whether there is media to send. */
  boolean sends();

  /** Time to send media that has fallen due, every millisecond. */
  void send(long nowNanos);

  /** Time to answer what has come, every {@value MediaLoop#ROUND_MILLIS} ms. */
  void answer(long nowNanos);
}
