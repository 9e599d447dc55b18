package dev.plenum.sfu.stream;

import dev.plenum.rtp.RtpPacket;

/**
 * Makes neighbouring packets of a frame equally long by a few bytes of padding, so that they leave
 * for each receiver as one run of its port. Belongs to its {@link ReceiveStream}.
 *
 * <p>Encoders' packets of a frame differ by a byte, smaller ones first (libwebrtc, {@code
 * modules/rtp_rtcp/source/rtp_format.cc}: SplitAboutEqually). The last one may fall short.
 */
final class EqualLengths {
  /** Not a hundredth of what it helps to send at half the cost. */
  static final int MOST_PADDING_BYTES = 8;

  private long first = Long.MIN_VALUE;
  private long latest = Long.MIN_VALUE;
  private int timestamp;

  /** A packet was stored, and perhaps shall be sent with those before it. */
  void stored(PacketHistory history, long sequence, RtpPacket packet) {
    boolean follows = sequence == latest + 1 && packet.timestamp() == timestamp;
    latest = sequence;
    timestamp = packet.timestamp();
    if (!follows) {
      first = sequence;
      return;
    }
    int lackingBytes =
        history.length(sequence - 1) + history.paddingBytes(sequence - 1) - packet.length();
    if (lackingBytes < 0) {
      raise(history, sequence, packet.length());
    } else if (lackingBytes <= MOST_PADDING_BYTES && !packet.marker()) {
      history.pad(sequence, lackingBytes);
    }
  }

  /** Those before a packet become as long as it is, as far as they nearly are. */
  private void raise(PacketHistory history, long sequence, int length) {
    for (long i = sequence - 1; i >= first; i--) {
      int lackingBytes = length - history.length(i);
      if (lackingBytes < 0 || lackingBytes > MOST_PADDING_BYTES) {
        first = i + 1;
        return;
      }
      history.pad(i, lackingBytes);
    }
  }
}
