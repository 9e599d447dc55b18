package dev.plenum.sfu.stream;

import dev.plenum.rtp.HeaderExtension;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.RtpWriter;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.sfu.control.CodecSpec;
import java.util.List;
import java.util.Map;

/** Packets and streams that tests are made of. */
final class TestPackets {
  static final long MILLIS = 1_000_000;
  static final long SECONDS = 1_000 * MILLIS;

  static final CodecSpec VP8 = new CodecSpec(Codec.VP8, 96, 90_000, 97, "");
  static final CodecSpec VP9 = new CodecSpec(Codec.VP9, 98, 90_000, 99, "0");
  static final CodecSpec H264 = new CodecSpec(Codec.H264, 102, 90_000, 103, "42e01f-1");
  static final CodecSpec AV1 = new CodecSpec(Codec.AV1, 104, 90_000, 105, "0");
  static final CodecSpec OPUS = new CodecSpec(Codec.OPUS, 111, 48_000, -1, "");
  static final CodecSpec RED = new CodecSpec(Codec.RED, 63, 48_000, -1, "111");

  static final int DESCRIPTOR_ID = 12;

  static final Map<HeaderExtension, Integer> EXTENSIONS =
      Map.of(
          HeaderExtension.AUDIO_LEVEL, 1,
          HeaderExtension.TRANSPORT_SEQUENCE, 3,
          HeaderExtension.VIDEO_ORIENTATION, 4,
          HeaderExtension.PLAYOUT_DELAY, 8,
          HeaderExtension.DEPENDENCY_DESCRIPTOR, DESCRIPTOR_ID);

  private TestPackets() {}

  static ReceiveStream stream(int ssrc, List<CodecSpec> codecs) {
    return stream(ssrc, codecs, new PublisherClock());
  }

  static ReceiveStream stream(int ssrc, List<CodecSpec> codecs, PublisherClock clock) {
    return new ReceiveStream(ssrc, "", codecs, new HeaderExtensionIds(EXTENSIONS), clock, false);
  }

  /** A packet with this payload in bytes of its own. */
  static RtpPacket packet(
      int ssrc,
      int payloadType,
      int sequenceNumber,
      int timestamp,
      boolean marker,
      byte[] payload) {
    byte[] bytes = new byte[RtpPacket.FIXED_HEADER_BYTES + payload.length];
    int length =
        new RtpWriter()
            .begin(bytes, 0)
            .ssrc(ssrc)
            .payloadType(payloadType)
            .sequenceNumber(sequenceNumber)
            .timestamp(timestamp)
            .marker(marker)
            .payload(payload, 0, payload.length)
            .end();
    return wrap(bytes, length);
  }

  /** A packet of nothing but padding, as publishers probe with. */
  static RtpPacket padding(int ssrc, int payloadType, int sequenceNumber, int timestamp) {
    byte[] bytes = new byte[RtpPacket.FIXED_HEADER_BYTES + 255];
    int length =
        new RtpWriter()
            .begin(bytes, 0)
            .ssrc(ssrc)
            .payloadType(payloadType)
            .sequenceNumber(sequenceNumber)
            .timestamp(timestamp)
            .padding(255)
            .end();
    return wrap(bytes, length);
  }

  static RtpPacket wrap(byte[] bytes, int length) {
    RtpPacket packet = new RtpPacket();
    if (!packet.wrap(bytes, 0, length)) {
      throw new IllegalArgumentException("not an RTP packet");
    }
    return packet;
  }

  /**
   * A VP8 payload (RFC 7741): descriptor with 15-bit picture id, TL0PICIDX and temporal layer 0,
   * then the head of a frame, then the body.
   */
  static byte[] vp8(boolean start, boolean key, int pictureId, int tl0PicIdx, int... body) {
    byte[] payload = new byte[16 + body.length];
    payload[0] = (byte) (0x80 | (start ? 0x10 : 0));
    payload[1] = (byte) 0xe0;
    payload[2] = (byte) (0x80 | pictureId >> 8);
    payload[3] = (byte) pictureId;
    payload[4] = (byte) tl0PicIdx;
    payload[5] = 0;
    if (start) {
      payload[6] = (byte) (key ? 0 : 1);
      payload[9] = (byte) 0x9d;
      payload[10] = 0x01;
      payload[11] = 0x2a;
      payload[12] = (byte) 640;
      payload[13] = (byte) (640 >> 8);
      payload[14] = (byte) 360;
      payload[15] = (byte) (360 >> 8);
    }
    for (int i = 0; i < body.length; i++) {
      payload[16 + i] = (byte) body[i];
    }
    return payload;
  }
}
