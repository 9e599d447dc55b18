package dev.plenum.load;

import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.RtpWriter;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Makes pictures in the outline of VP8 (RFC 7741): their sizes vary, key frames are as much larger
 * as with a real encoder, and their contents are noise.
 */
final class Camera {
  private static final int CLOCK_HZ = 90_000;
  private static final int PACKET_BYTES = 1_100;

  /** A key frame of a talking head has some eight times the bytes of another picture. */
  private static final int KEY_FRAME_FACTOR = 8;

  /** Most that a picture differs from the mean, in each direction. */
  private static final double SPREAD = 0.5;

  /** RFC 7741 §4.2 with 15 bits of picture id, TL0PICIDX and temporal layer. */
  private static final int DESCRIPTOR_BYTES = 6;

  /** Frame tag, start code and size (RFC 6386 §9.1). */
  private static final int KEY_FRAME_HEADER_BYTES = 10;

  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int SHOWN = 0x10;

  private final int ssrc;
  private final int picturesPerSecond;
  private final int meanBytes;
  private final Random random;
  private final byte[] payload = new byte[PACKET_BYTES];
  private final byte[] bytes = new byte[2 * PACKET_BYTES];
  private final RtpWriter writer = new RtpWriter();
  private final RtpPacket packet = new RtpPacket();
  private int pictures;
  private int packets;

  Camera(int ssrc, int picturesPerSecond, int bitrateBps, long seed) {
    this.ssrc = ssrc;
    this.picturesPerSecond = picturesPerSecond;
    this.meanBytes = bitrateBps / Byte.SIZE / picturesPerSecond;
    this.random = new Random(seed);
    random.nextBytes(payload);
  }

  /** Makes the next picture; each of its packets is valid until the next one is handed over. */
  void next(boolean key, Consumer<RtpPacket> to) {
    double factor = 1 + SPREAD * (2 * random.nextDouble() - 1);
    int left = (int) (factor * (key ? KEY_FRAME_FACTOR * meanBytes : meanBytes));
    left = Math.max(KEY_FRAME_HEADER_BYTES, left);
    for (boolean first = true; left > 0; first = false) {
      int content = Math.min(left, PACKET_BYTES - DESCRIPTOR_BYTES);
      left -= content;
      write(key, first, left == 0, content);
      to.accept(packet);
    }
    pictures++;
  }

  private void write(boolean key, boolean first, boolean last, int contentBytes) {
    payload[0] = (byte) (first ? 0x90 : 0x80); // X, S
    payload[1] = (byte) 0xe0; // I, L, T
    BigEndian.put16(payload, 2, 0x8000 | (pictures & 0x7fff));
    payload[4] = (byte) pictures; // TL0PICIDX
    payload[5] = 0; // the lowest temporal layer
    if (first) {
      writeHead(key);
    }
    writer.begin(bytes, 0).ssrc(ssrc).payloadType(Offer.VP8).marker(last);
    writer.sequenceNumber(packets & 0xffff);
    writer.timestamp((int) ((long) pictures * CLOCK_HZ / picturesPerSecond));
    writer.extension(Offer.TRANSPORT_SEQUENCE_ID, packets & 0xffff, 2);
    packets++;
    int length = writer.payload(payload, 0, DESCRIPTOR_BYTES + contentBytes).end();
    packet.wrap(bytes, 0, length);
  }

  private void writeHead(boolean key) {
    payload[DESCRIPTOR_BYTES] = (byte) (key ? SHOWN : SHOWN | 1);
    if (key) {
      BigEndian.put24(payload, DESCRIPTOR_BYTES + 3, 0x9d012a);
      putLittleEndian16(DESCRIPTOR_BYTES + 6, WIDTH);
      putLittleEndian16(DESCRIPTOR_BYTES + 8, HEIGHT);
    }
  }

  private void putLittleEndian16(int offset, int value) {
    payload[offset] = (byte) value;
    payload[offset + 1] = (byte) (value >> Byte.SIZE);
  }
}
