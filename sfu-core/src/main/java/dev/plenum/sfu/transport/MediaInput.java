package dev.plenum.sfu.transport;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.rtcp.Nack;
import dev.plenum.rtp.rtcp.ReportBlocks;
import dev.plenum.sfu.stream.ReceiveStream;
import dev.plenum.sfu.stream.Source;

/** Where a transport's media goes: the room. Called on the room's loop. */
public interface MediaInput {

  /** A microphone's packet arrived with this loudness, 0 is the loudest, 127 silence (RFC 6464). */
  void level(Source microphone, int levelDbov, long nowNanos);

  /** A packet of a layer is there to be forwarded. Valid until the call returns. */
  void packet(ReceiveStream layer, RtpPacket packet, long nowNanos);

  /** The participant lost packets of one of its slots. */
  void lost(Nack nack, long nowNanos);

  /** How one of the participant's slots arrives there; the walk stands at a block. */
  void reported(ReportBlocks block, long nowNanos);

  /** The participant needs a key frame of what this slot shows. */
  void keyFrameWanted(int slotSsrc, long nowNanos);

  /** Something of the transport falls due then, {@link Transport#tick} is to be called. */
  void due(long nanos);

  /** The participant is elsewhere in the network: what went where it was is lost, unreported. */
  void moved(long nowNanos);
}
