package dev.plenum.load;

import dev.plenum.rtp.BigEndian;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Sends pictures in the outline of VP8 (RFC 7741) whose contents are noise. Owned by the {@link
 * MediaLoop}.
 */
final class Camera {
  private static final int CLOCK_HZ = 90_000;

  /** A packet of 1,100 bytes on the wire without header (12), extension (8) and tag (16). */
  private static final int PAYLOAD_BYTES = 1_064;

  /** RFC 7741 §4.2 with 15 bits of picture id, TL0PICIDX and temporal layer. */
  private static final int DESCRIPTOR_BYTES = 6;

  /** What a packet holds of a picture. */
  static final int CONTENT_BYTES = PAYLOAD_BYTES - DESCRIPTOR_BYTES;

  /** Frame tag, start code and size (RFC 6386 §9.1). */
  private static final int KEY_FRAME_HEADER_BYTES = 10;

  private static final int LEAST_BYTES = KEY_FRAME_HEADER_BYTES + Stamp.BYTES;
  private static final int SHOWN = 0x10;

  private final OutgoingStream stream;
  private final Layer layer;
  private final int picturesPerSecond;
  private final long pictureNanos;
  private final PictureSizes sizes;
  private final Spacing spacing;
  private final byte[] payload = new byte[PAYLOAD_BYTES];
  private boolean active = true;
  private boolean wantsKeyFrame = true;
  private boolean key;
  private boolean first;
  private int leftBytes;
  private int packets;
  private int sentPackets;
  private int pictures;
  private long pictureBeganNanos;

  /**
   * @param layer the one of its pictures that it sends
   */
  Camera(
      OutgoingStream stream,
      Layer layer,
      int picturesPerSecond,
      PictureSizes sizes,
      Spacing spacing) {
    this.stream = stream;
    this.layer = layer;
    this.picturesPerSecond = picturesPerSecond;
    this.pictureNanos = TimeUnit.SECONDS.toNanos(1) / picturesPerSecond;
    this.sizes = sizes;
    this.spacing = spacing;
    new Random(stream.ssrc()).nextBytes(payload);
  }

  OutgoingStream stream() {
    return stream;
  }

  /** The first picture is due then. */
  void begin(long nowNanos) {
    pictureBeganNanos = nowNanos - pictureNanos;
  }

  /** The next picture becomes a key frame. */
  void wantKeyFrame() {
    wantsKeyFrame = true;
  }

  /** The server wants its pictures, or does not; they begin again with a key frame. */
  void follow(boolean wanted) {
    wantsKeyFrame |= wanted && !active;
    active = wanted;
  }

  /** Sends what has fallen due. */
  void send(long nowNanos, PeerTransport to) {
    if (!active) {
      skipUntil(nowNanos);
    }
    while (isDue(nowNanos)) {
      next();
      stream.send(to);
    }
  }

  /** Lets time pass without pictures. */
  void skipUntil(long nowNanos) {
    leftBytes = 0;
    while (isDue(nowNanos)) {
      pictures++;
      pictureBeganNanos += pictureNanos;
    }
  }

  /** Whether a packet has fallen due; then {@link #next} makes it. */
  boolean isDue(long nowNanos) {
    long dueNanos = pictureBeganNanos + pictureNanos;
    if (leftBytes > 0) {
      dueNanos =
          switch (spacing) {
            case FRAME -> pictureBeganNanos;
            case EVEN -> pictureBeganNanos + sentPackets * pictureNanos / packets;
          };
    }
    return dueNanos - nowNanos <= 0;
  }

  /** Writes the next packet into the stream. */
  void next() {
    if (leftBytes == 0) {
      beginPicture();
    }
    int content = Math.min(leftBytes, CONTENT_BYTES);
    leftBytes -= content;
    sentPackets++;
    payload[0] = (byte) (first ? 0x90 : 0x80); // X, S
    payload[1] = (byte) 0xe0; // I, L, T
    BigEndian.put16(payload, 2, 0x8000 | (pictures & 0x7fff));
    payload[4] = (byte) pictures; // TL0PICIDX
    payload[5] = 0; // the lowest temporal layer
    if (first) {
      writeHead();
    }
    first = false;
    int timestamp = (int) ((long) pictures * CLOCK_HZ / picturesPerSecond);
    stream.next(timestamp, leftBytes == 0).payload(payload, 0, DESCRIPTOR_BYTES + content);
  }

  private void beginPicture() {
    key = wantsKeyFrame;
    wantsKeyFrame = false;
    first = true;
    pictures++;
    pictureBeganNanos += pictureNanos;
    leftBytes = Math.max(LEAST_BYTES, sizes.next(key));
    int rest = leftBytes % CONTENT_BYTES;
    if (rest > 0 && rest < Stamp.BYTES) {
      leftBytes += Stamp.BYTES - rest; // so that the last packet has room for it
    }
    packets = Math.ceilDiv(leftBytes, CONTENT_BYTES);
    sentPackets = 0;
  }

  private void writeHead() {
    payload[DESCRIPTOR_BYTES] = (byte) (key ? SHOWN : SHOWN | 1);
    if (key) {
      BigEndian.put24(payload, DESCRIPTOR_BYTES + 3, 0x9d012a);
      putLittleEndian16(DESCRIPTOR_BYTES + 6, layer.width());
      putLittleEndian16(DESCRIPTOR_BYTES + 8, layer.height());
    }
  }

  private void putLittleEndian16(int offset, int value) {
    payload[offset] = (byte) value;
    payload[offset + 1] = (byte) (value >> Byte.SIZE);
  }
}
