package dev.plenum.load;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.RtpWriter;
import java.util.Arrays;

/**
 * One stream that a publisher sends: numbers its packets, stamps them, and keeps what may be asked
 * for again. Owned by the {@link MediaLoop}.
 */
final class OutgoingStream {
  /** Half a second of a picture of 120 packets a second. */
  private static final int HISTORY = 64;

  private static final int PACKET_BYTES = 1_400;

  /** The numbers that all streams of one publisher share. */
  static final class TransportNumbers {
    private int next;

    private int take() {
      int taken = next;
      next = (next + 1) & 0xffff;
      return taken;
    }
  }

  private final int ssrc;
  private final int payloadType;
  private final TransportNumbers transportNumbers;
  private final byte[] bytes = new byte[PACKET_BYTES];
  private final byte[][] history = new byte[HISTORY][];
  private final RtpWriter writer = new RtpWriter();
  private final RtpPacket packet = new RtpPacket();
  private long sent;

  OutgoingStream(int ssrc, int payloadType, TransportNumbers transportNumbers) {
    this.ssrc = ssrc;
    this.payloadType = payloadType;
    this.transportNumbers = transportNumbers;
  }

  int ssrc() {
    return ssrc;
  }

  /** Begins the next packet; its extensions and payload are the caller's to append. */
  RtpWriter next(int timestamp, boolean marker) {
    writer.begin(bytes, 0).ssrc(ssrc).payloadType(payloadType).marker(marker);
    writer.sequenceNumber((int) sent & 0xffff).timestamp(timestamp);
    return writer.extension(Offer.TRANSPORT_SEQUENCE_ID, transportNumbers.take(), Short.BYTES);
  }

  /** Ends the packet that {@link #next} began: the payload's last bytes become its stamp. */
  RtpPacket end() {
    int length = writer.end();
    Stamp.write(bytes, length, ssrc, sent, System.nanoTime());
    packet.wrap(bytes, 0, length);
    history[(int) (sent % HISTORY)] = Arrays.copyOf(bytes, length);
    sent++;
    return packet;
  }

  void send(PeerTransport to) {
    to.sendRtp(end(), sent - 1);
  }

  /** Sends the very same packet again, which RFC 4585 allows where no stream of repeats is. */
  void repeat(int sequenceNumber, PeerTransport to) {
    long behind = sent - sequenceNumber & 0xffff;
    if (behind > 0 && behind <= Math.min(sent, HISTORY)) {
      byte[] kept = history[(int) ((sent - behind) % HISTORY)];
      packet.wrap(kept, 0, kept.length);
      to.sendRtp(packet, sent - behind);
    }
  }
}
