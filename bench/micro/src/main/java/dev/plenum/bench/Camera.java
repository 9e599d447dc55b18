package dev.plenum.bench;

import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.HeaderExtension;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.RtpWriter;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.rtp.dd.DependencyDescriptorWriter;
import dev.plenum.sfu.control.CodecSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A publisher's endless stream at 30 pictures a second: a key picture, then the same round of four
 * pictures again and again, in which only the numbers are new.
 *
 * <p>VP8 tells of its layers by the payload descriptor, the others by the dependency descriptor;
 * VP9 and AV1 have three sizes in the stream.
 */
final class Camera {

  static final int SSRC = 0x1111;

  static final Map<HeaderExtension, Integer> EXTENSIONS =
      Map.of(
          HeaderExtension.TRANSPORT_SEQUENCE, 3,
          HeaderExtension.VIDEO_ORIENTATION, 4,
          HeaderExtension.DEPENDENCY_DESCRIPTOR, 12);

  private static final int DESCRIPTOR_ID = 12;
  private static final int PAYLOAD_BYTES = 1_100;
  static final int PACKETS_OF_LARGEST = 3;
  private static final int TICKS_PER_PICTURE = 3_000;
  private static final int NOT_DESCRIBED = -1;

  /** RFC 7741: 15-bit picture id, TL0PICIDX and the temporal layer before the frame's header. */
  private static final int PICTURE_ID = 2;

  private static final int TL0_PIC_IDX = 4;
  private static final int VP8_TEMPORAL = 5;
  private static final int VP8_FRAME = 6;

  private final CodecSpec codec;
  private final Layers layers;
  private final List<Sample> key;
  private final List<List<Sample>> round = new ArrayList<>();
  private List<Sample> picture = List.of();
  private int next;
  private int pictures;
  private int sequence;
  private boolean keyWanted = true;
  private boolean isKey;

  /**
   * A packet whose numbers are written anew each time.
   *
   * @param descriptor where its dependency descriptor is, {@link #NOT_DESCRIBED} if it has none
   */
  private record Sample(RtpPacket packet, int size, int descriptor) {}

  Camera(Codec codec) {
    this.codec = new CodecSpec(codec, 96, 90_000, 97, "");
    layers = new Layers(codec == Codec.VP9 || codec == Codec.AV1 ? 3 : 1);
    key = samples(-1);
    for (int place = 0; place < Layers.ROUND; place++) {
      round.add(samples(place));
    }
  }

  CodecSpec codec() {
    return codec;
  }

  /** The next packet, valid until it comes again a round later. */
  RtpPacket next() {
    if (next == picture.size()) {
      isKey = keyWanted && pictures % Layers.ROUND == 0;
      keyWanted &= !isKey;
      picture = isKey ? key : round.get(pictures % Layers.ROUND);
      pictures++;
      next = 0;
    }
    Sample sample = picture.get(next++);
    renew(sample);
    return sample.packet();
  }

  /** The next round begins with a key picture. */
  void keyPicture() {
    keyWanted = true;
  }

  /**
   * Whether the packet given last is for those who see the largest size: of the others they need
   * the key picture alone.
   */
  boolean isForLargest() {
    return isKey || picture.get(next - 1).size() == layers.sizes() - 1;
  }

  private void renew(Sample sample) {
    int number = pictures - 1;
    RtpPacket packet = sample.packet();
    packet.sequenceNumber(sequence++ & 0xffff);
    packet.timestamp(number * TICKS_PER_PICTURE);
    if (sample.descriptor() == NOT_DESCRIBED) {
      int payload = packet.payloadOffset();
      BigEndian.put16(packet.bytes(), payload + PICTURE_ID, 0x8000 | number);
      packet.bytes()[payload + TL0_PIC_IDX] = (byte) (number / Layers.ROUND);
    } else {
      int frame = number * layers.sizes() + sample.size();
      DependencyDescriptorWriter.writeFrameNumber(packet.bytes(), sample.descriptor(), frame);
    }
  }

  private List<Sample> samples(int place) {
    List<Sample> samples = new ArrayList<>();
    for (int size = 0; size < layers.sizes(); size++) {
      int packets = size == layers.sizes() - 1 ? PACKETS_OF_LARGEST : 1;
      for (int i = 0; i < packets; i++) {
        samples.add(sample(size, place, i == 0, i == packets - 1));
      }
    }
    return List.copyOf(samples);
  }

  private Sample sample(int size, int place, boolean start, boolean end) {
    byte[] bytes = new byte[2_048];
    byte[] payload = new byte[PAYLOAD_BYTES];
    new Random(size).nextBytes(payload);
    RtpWriter writer =
        new RtpWriter()
            .begin(bytes, 0)
            .ssrc(SSRC)
            .payloadType(codec.payloadType())
            .marker(end && size == layers.sizes() - 1);
    boolean described = codec.codec() != Codec.VP8;
    if (described) {
      byte[] descriptor = new byte[256];
      int length = layers.writeDescriptor(size, place, start, end, descriptor);
      writer.extension(DESCRIPTOR_ID, descriptor, 0, length);
    } else {
      writeVp8(payload, place, start);
    }
    int length = writer.payload(payload, 0, payload.length).end();
    RtpPacket packet = new RtpPacket();
    packet.wrap(Arrays.copyOf(bytes, length), 0, length);
    int at = described ? packet.extensionOffset(DESCRIPTOR_ID) : NOT_DESCRIBED;
    return new Sample(packet, size, at);
  }

  private static void writeVp8(byte[] payload, int place, boolean start) {
    Arrays.fill(payload, 0, VP8_FRAME + 10, (byte) 0);
    payload[0] = (byte) (start ? 0x90 : 0x80);
    payload[1] = (byte) 0xe0;
    payload[VP8_TEMPORAL] = (byte) (place < 0 ? 0 : Layers.temporal(place) << 6);
    if (start) {
      boolean keyFrame = place < 0;
      payload[VP8_FRAME] = (byte) (keyFrame ? 0 : 1);
      BigEndian.put24(payload, VP8_FRAME + 3, 0x9d012a);
      payload[VP8_FRAME + 6] = (byte) 640;
      payload[VP8_FRAME + 7] = 640 >> 8;
      payload[VP8_FRAME + 8] = 104;
      payload[VP8_FRAME + 9] = 1;
    }
  }
}
