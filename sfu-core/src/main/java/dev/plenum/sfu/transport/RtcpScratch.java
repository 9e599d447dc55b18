package dev.plenum.sfu.transport;

import dev.plenum.rtp.rtcp.RtcpWriter;
import dev.plenum.sfu.port.DatagramBatch;

/** Owner: one loop, which composes one compound RTCP packet after another in it. */
public final class RtcpScratch {

  private final byte[] bytes = new byte[DatagramBatch.DATAGRAM_BYTES];
  private final RtcpWriter writer = new RtcpWriter();

  /** Starts a packet at offset 0 of {@link #bytes()}. */
  public RtcpWriter begin() {
    return writer.begin(bytes, 0);
  }

  public RtcpWriter writer() {
    return writer;
  }

  public byte[] bytes() {
    return bytes;
  }
}
