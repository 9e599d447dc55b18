package dev.plenum.load;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.rtcp.RtcpPacket;

/**
 * What one participant sends and watches over one transport. Owned by the {@link MediaLoop}.
 *
 * @param videoSlots how many pictures it can watch
 */
record Media(Publisher publisher, Viewer viewer, int videoSlots) implements MediaSink {

  @Override
  public void connected(PeerTransport transport, long nowNanos) {
    publisher.connected(transport, nowNanos);
    viewer.connected(transport);
  }

  @Override
  public void rtp(RtpPacket packet, long arrivedNanos) {
    viewer.rtp(packet, arrivedNanos);
  }

  @Override
  public void rtcp(RtcpPacket packet, long arrivedNanos) {
    publisher.rtcp(packet, arrivedNanos);
  }

  @Override
  public boolean sends() {
    return publisher.sends();
  }

  @Override
  public void send(long nowNanos) {
    publisher.send(nowNanos);
  }

  @Override
  public void answer(long nowNanos) {
    viewer.answer(nowNanos);
  }
}
