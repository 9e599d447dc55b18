package dev.plenum.load;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.RtpWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One stream that a publisher sends: numbers its packets, stamps them, and keeps what may be asked
 * for again. Owned by the {@link MediaLoop}.
 */
final class OutgoingStream {
  /** Half a second of a picture of 120 packets a second. */
  private static final int HISTORY = 64;

  private static final int PACKET_BYTES = 1_400;

  /** As long as a browser tells the names of its streams, about: until the server knows them. */
  private static final int NAMED = 100;

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
  private final String rid;
  private final int payloadType;
  private final TransportNumbers transportNumbers;
  private final byte[] bytes = new byte[PACKET_BYTES];
  private final byte[][] history = new byte[HISTORY][];
  private final RtpWriter writer = new RtpWriter();
  private final RtpPacket packet = new RtpPacket();
  private long sent;

  OutgoingStream(int ssrc, int payloadType, TransportNumbers transportNumbers) {
    this(ssrc, payloadType, "", transportNumbers);
  }

  /**
   * @param rid its name among a camera's, empty where there is only one
   */
  OutgoingStream(int ssrc, int payloadType, String rid, TransportNumbers transportNumbers) {
    this.rid = rid;
    this.ssrc = ssrc;
    this.payloadType = payloadType;
    this.transportNumbers = transportNumbers;
  }

  int ssrc() {
    return ssrc;
  }

  String rid() {
    return rid;
  }

  /** Begins the next packet; its extensions and payload are the caller's to append. */
  RtpWriter next(int timestamp, boolean marker) {
    writer.begin(bytes, 0).ssrc(ssrc).payloadType(payloadType).marker(marker);
    writer.sequenceNumber((int) sent & 0xffff).timestamp(timestamp);
    writer.extension(Offer.TRANSPORT_SEQUENCE_ID, transportNumbers.take(), Short.BYTES);
    if (!rid.isEmpty() && sent < NAMED) {
      extension(Offer.MID_ID, Offer.CAMERA_MID);
      extension(Offer.RID_ID, rid);
    }
    return writer;
  }

  private void extension(int id, String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    writer.extension(id, ascii, 0, ascii.length);
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

  /** How many packets there were, repetitions apart. */
  long sent() {
    return sent;
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
