package dev.plenum.sfu.stream;

import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.RtpWriter;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.sfu.control.CodecSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * One stream of a layered codec: real packet formats around frames that are only told, by name and
 * number at the end of each packet. What is described by dependency descriptors has noise for a
 * payload, as if it were encrypted, except where the codec's own descriptor is asked for, too.
 */
final class ModelEncoder {
  /** Stream, frame id and packet of the frame. */
  static final int TRAILER_BYTES = 6;

  private static final byte[] VP9_KEY = HexFormat.of().parseHex("824983420013f00b360c38241c");
  private static final byte[] VP9_INTER = HexFormat.of().parseHex("86004092");

  final ReceiveStream stream;
  final List<ModelFrame> frames = new ArrayList<>();
  private final int number;
  private final CodecSpec codec;
  private final Scalability layers;
  private final boolean described;
  private final boolean clear;
  private final ModelDescriptor descriptor;
  private final Random random;
  private final int[][] latest;
  private final int firstTimestamp;
  private final int firstFrameNumber;
  private final byte[] scratch = new byte[256];
  private final byte[] payload = new byte[256];

  private long sequence;
  private int pictureId;
  private int tl0PicIdx;
  private int pictures;
  private int sinceKey = -1;

  /**
   * An encoder before its first picture.
   *
   * @param described whether its packets have dependency descriptors
   * @param clear whether they have VP8's or VP9's payload descriptor
   */
  ModelEncoder(
      int number,
      CodecSpec codec,
      Scalability layers,
      boolean described,
      boolean clear,
      long seed) {
    this.number = number;
    this.codec = codec;
    this.layers = layers;
    this.described = described;
    this.clear = clear;
    descriptor = new ModelDescriptor(layers);
    random = new Random(seed + number);
    latest = new int[layers.spatialLayers()][layers.temporalLayers()];
    firstTimestamp = random.nextInt();
    firstFrameNumber = random.nextInt(1 << 16);
    sequence = random.nextInt(1 << 16);
    pictureId = random.nextInt(1 << 15);
    tl0PicIdx = random.nextInt(1 << 8);
    stream = TestPackets.stream(1_000 + number, List.of(codec));
  }

  Scalability layers() {
    return layers;
  }

  /** The packets of the next picture, which is captured at this moment. */
  List<RtpPacket> encode(boolean key, long nowNanos) {
    boolean keyPicture = key || sinceKey < 0;
    sinceKey = keyPicture ? 0 : sinceKey + 1;
    if (keyPicture) {
      descriptor.beginStructure();
    }
    int temporal = layers.temporal(sinceKey);
    pictureId = (pictureId + 1) & 0x7fff;
    tl0PicIdx = temporal == 0 ? (tl0PicIdx + 1) & 0xff : tl0PicIdx;
    int timestamp = firstTimestamp + (int) (nowNanos / 1_000 * 9 / 100);
    List<RtpPacket> packets = new ArrayList<>();
    for (int spatial = 0; spatial < layers.spatialLayers(); spatial++) {
      ModelFrame frame =
          new ModelFrame(
              number,
              frames.size(),
              pictures,
              spatial,
              temporal,
              keyPicture,
              references(spatial, temporal),
              1 + random.nextInt(3),
              spatial == layers.spatialLayers() - 1);
      latest[spatial][temporal] = frame.id();
      frames.add(frame);
      for (int i = 0; i < frame.packets(); i++) {
        packets.add(packet(frame, i, timestamp));
      }
    }
    pictures++;
    return packets;
  }

  private List<Integer> references(int spatial, int temporal) {
    List<Integer> references = new ArrayList<>();
    if (spatial > 0 && (sinceKey == 0 || !layers.keyOnly())) {
      references.add(frames.size() - 1);
    }
    if (sinceKey == 0) {
      return references;
    }
    if (temporal == 0) {
      references.add(latest[spatial][0]);
      return references;
    }
    boolean second = sinceKey % Scalability.ROUND == 3;
    references.add(latest[spatial][second ? 1 : 0]);
    if (!second && !layers.isOpenRound(sinceKey)) {
      references.add(latest[spatial][temporal]);
    }
    return references;
  }

  private RtpPacket packet(ModelFrame frame, int index, int timestamp) {
    boolean start = index == 0;
    boolean end = index == frame.packets() - 1;
    byte[] bytes = new byte[512];
    sequence++;
    RtpWriter writer =
        new RtpWriter()
            .begin(bytes, 0)
            .ssrc(stream.ssrc())
            .payloadType(codec.payloadType())
            .sequenceNumber((int) sequence & 0xffff)
            .timestamp(timestamp)
            .marker(end && frame.last());
    if (described) {
      int frameNumber = (firstFrameNumber + frame.id()) & 0xffff;
      int dataBytes = descriptor.write(frame, sinceKey, frameNumber, start, end, scratch);
      writer.extension(TestPackets.DESCRIPTOR_ID, scratch, 0, dataBytes);
    }
    int payloadBytes = writePayload(frame, start, end);
    payload[payloadBytes] = (byte) number;
    BigEndian.put32(payload, payloadBytes + 1, frame.id());
    payload[payloadBytes + 5] = (byte) index;
    int length = writer.payload(payload, 0, payloadBytes + TRAILER_BYTES).end();
    return TestPackets.wrap(Arrays.copyOf(bytes, length), length);
  }

  private int writePayload(ModelFrame frame, boolean start, boolean end) {
    if (clear && codec.codec() == Codec.VP8) {
      return writeVp8(frame, start);
    }
    if (clear && codec.codec() == Codec.VP9) {
      return writeVp9(frame, start, end);
    }
    for (int i = 0; i < 20; i++) {
      payload[i] = (byte) random.nextInt();
    }
    return 20;
  }

  private int writeVp8(ModelFrame frame, boolean start) {
    boolean key = frame.key();
    byte[] written = TestPackets.vp8(start, key && start, pictureId, tl0PicIdx);
    boolean sync = frame.temporal() > 0 && isSync();
    written[5] = (byte) (frame.temporal() << 6 | (sync ? 0x20 : 0));
    System.arraycopy(written, 0, payload, 0, written.length);
    return written.length;
  }

  /** Whether the upper frame depends on the lowest layer only. */
  private boolean isSync() {
    return sinceKey % Scalability.ROUND != 3 && layers.isOpenRound(sinceKey);
  }

  private int writeVp9(ModelFrame frame, boolean start, boolean end) {
    boolean structure = frame.key() && start && frame.spatial() == 0;
    boolean unreferenced = frame.last() || (layers.keyOnly() && !frame.key());
    boolean dependent = frame.spatial() > 0 && (frame.key() || !layers.keyOnly());
    boolean upHere =
        frame.temporal() == 0
            ? sinceKey % Scalability.ROUND == 0 && layers.isOpenRound(sinceKey)
            : sinceKey % Scalability.ROUND == 2;
    int at = 0;
    payload[at++] =
        (byte)
            (0xa0
                | (frame.key() ? 0 : 0x40)
                | (start ? 0x08 : 0)
                | (end ? 0x04 : 0)
                | (structure ? 0x02 : 0)
                | (unreferenced ? 0x01 : 0));
    BigEndian.put16(payload, at, 0x8000 | pictureId);
    at += 2;
    payload[at++] =
        (byte)
            (frame.temporal() << 5
                | (upHere ? 0x10 : 0)
                | frame.spatial() << 1
                | (dependent ? 1 : 0));
    payload[at++] = (byte) tl0PicIdx;
    if (structure) {
      payload[at++] = (byte) ((layers.spatialLayers() - 1) << 5);
    }
    byte[] head = frame.key() && frame.spatial() == 0 ? VP9_KEY : VP9_INTER;
    System.arraycopy(head, 0, payload, at, head.length);
    return at + head.length;
  }
}
