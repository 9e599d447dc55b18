package dev.plenum.sfu.stream;

import dev.plenum.rtp.HeaderExtension;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.SequenceUnwrapper;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.rtp.codec.FrameMark;
import dev.plenum.rtp.dd.DependencyDescriptor;
import dev.plenum.rtp.dd.DependencyDescriptorReader;
import dev.plenum.rtp.dd.DependencyStructure;

/**
 * Reads which frame a packet belongs to and where that stands among the layers of its stream: only
 * from the dependency descriptor where the packet has one, since its payload may be encrypted; else
 * from what VP8 and VP9 say in front of their payload. Belongs to its {@link ReceiveStream}.
 */
final class FrameReader {
  /** The packet does not tell its frame. */
  static final long NO_FRAME = Long.MIN_VALUE;

  /** The packet is not the last of a frame, or does not tell. */
  static final int ENDS_NONE = -1;

  /** Frames of one VP9 picture count side by side, so many to a picture. */
  static final int VP9_FRAMES_PER_PICTURE = 4;

  private static final FrameMark NOTHING = new FrameMark();

  private final int descriptorId;
  private final FrameMark mark = new FrameMark();
  private final DependencyDescriptorReader descriptors = new DependencyDescriptorReader();
  private final DependencyDescriptor descriptor = new DependencyDescriptor();
  private final SequenceUnwrapper frameNumbers = new SequenceUnwrapper();
  private final PictureIdUnwrapper pictureIds = new PictureIdUnwrapper();

  private boolean readable;
  private boolean carriesDescriptor;
  private DependencyDescriptorReader.Result result = DependencyDescriptorReader.Result.MALFORMED;
  private boolean described;
  private long frame = NO_FRAME;
  private boolean keyFrameStart;
  private boolean keyFrameSeen;
  private int keyFrameTimestamp;
  private int widthPixels;
  private int heightPixels;
  private int spatialLayers = 1;
  private int temporalLayers = 1;

  FrameReader(HeaderExtensionIds extensions) {
    descriptorId = extensions.id(HeaderExtension.DEPENDENCY_DESCRIPTOR);
  }

  /** A reader for packets from before now, which counts frames as this one does. */
  FrameReader rewound(HeaderExtensionIds extensions) {
    FrameReader other = new FrameReader(extensions);
    if (frameNumbers.started()) {
      other.frameNumbers.resumeAt(frameNumbers.highest());
    }
    other.pictureIds.resumeAs(pictureIds);
    return other;
  }

  /** Reads a decrypted packet. */
  void read(RtpPacket packet, Codec codec) {
    readable =
        codec.parser().parse(packet.bytes(), packet.payloadOffset(), packet.payloadBytes(), mark);
    readDescriptor(packet);
    frame = frameOf(codec);
    countLayers();
    boolean keyFrame = described ? startsDescribedKeyFrame() : readable && mark.keyFrame();
    keyFrameStart = keyFrame && (!keyFrameSeen || packet.timestamp() != keyFrameTimestamp);
    if (keyFrameStart) {
      keyFrameSeen = true;
      keyFrameTimestamp = packet.timestamp();
    }
    readSize();
  }

  /** Reads only what an encrypted packet tells, which need not be authentic. */
  void readClear(RtpPacket packet) {
    readable = false;
    readDescriptor(packet);
    countLayers();
  }

  private void readDescriptor(RtpPacket packet) {
    int at = descriptorId == HeaderExtensionIds.ABSENT ? -1 : packet.extensionOffset(descriptorId);
    carriesDescriptor = at >= 0;
    described = false;
    if (carriesDescriptor) {
      result =
          descriptors.read(packet.bytes(), at, packet.extensionBytes(descriptorId), descriptor);
      described = result == DependencyDescriptorReader.Result.OK;
      readable &= described;
    }
  }

  private long frameOf(Codec codec) {
    if (!carriesDescriptor) {
      return pictureOf(codec);
    }
    return result == DependencyDescriptorReader.Result.MALFORMED
        ? NO_FRAME
        : frameNumbers.unwrap(descriptor.frameNumber());
  }

  private long pictureOf(Codec codec) {
    if (!readable || mark.pictureId() == FrameMark.ABSENT) {
      return NO_FRAME;
    }
    long picture = pictureIds.unwrap(mark.pictureId(), mark.pictureIdBits());
    return codec == Codec.VP9
        ? picture * VP9_FRAMES_PER_PICTURE + Math.min(mark.spatialId(), VP9_FRAMES_PER_PICTURE - 1)
        : picture;
  }

  /** A structure tells them all; otherwise those that were seen count. */
  private void countLayers() {
    DependencyStructure structure = described ? descriptor.structure() : null;
    if (structure != null) {
      spatialLayers = structure.spatialLayerCount();
      temporalLayers = structure.temporalLayerCount();
    } else if (readable) {
      temporalLayers = Math.max(temporalLayers, mark.temporalId() + 1);
      spatialLayers =
          mark.spatialLayers() > 0
              ? mark.spatialLayers()
              : Math.max(spatialLayers, mark.spatialId() + 1);
    }
  }

  private boolean startsDescribedKeyFrame() {
    return descriptor.startOfFrame() && descriptor.structureAttached() && isDescribedKeyFrame();
  }

  private boolean isDescribedKeyFrame() {
    return descriptor.frameDiffCount() == 0 && descriptor.spatialId() == 0;
  }

  private void readSize() {
    DependencyStructure structure = described ? descriptor.structure() : null;
    if (structure != null && structure.hasSizes()) {
      widthPixels = structure.width(spatialLayers - 1);
      heightPixels = structure.height(spatialLayers - 1);
    } else if (readable && mark.height() > 0 && (keyFrameStart || !described)) {
      widthPixels = mark.width();
      heightPixels = mark.height();
    }
  }

  /** What the payload says; all absent if it cannot be read. */
  FrameMark mark() {
    return readable ? mark : NOTHING;
  }

  /** Whether {@link #descriptor} is about the packet. */
  boolean isDescribed() {
    return described;
  }

  DependencyDescriptor descriptor() {
    return descriptor;
  }

  /**
   * Number of the packet's frame, extended: its frame number if it has one, else its picture id, of
   * VP9 {@value #VP9_FRAMES_PER_PICTURE} times that plus the spatial id; or {@link #NO_FRAME}.
   */
  long frame() {
    return frame;
  }

  /** Whether a receiver may begin with the packet. */
  boolean isKeyFrameStart() {
    return keyFrameStart;
  }

  /** Whether the packet is of a frame that needs no other one, as far as it tells. */
  boolean isKeyFrame() {
    return described ? isDescribedKeyFrame() : readable && mark.keyFrame();
  }

  int spatialId() {
    return described ? descriptor.spatialId() : mark().spatialId();
  }

  int temporalId() {
    return described ? descriptor.temporalId() : mark().temporalId();
  }

  /** The spatial layer whose frame ends with the packet, or {@link #ENDS_NONE}. */
  int endedSpatial() {
    boolean ends = described ? descriptor.endOfFrame() : mark().endOfFrame();
    return ends ? spatialId() : ENDS_NONE;
  }

  int spatialLayers() {
    return spatialLayers;
  }

  int temporalLayers() {
    return temporalLayers;
  }

  /** Of the largest spatial layer, 0 while unknown. */
  int widthPixels() {
    return widthPixels;
  }

  int heightPixels() {
    return heightPixels;
  }

  /** Height of a spatial layer, 0 while unknown. */
  int heightPixels(int spatial) {
    DependencyStructure structure = descriptors.structure();
    if (structure != null && structure.hasSizes() && spatial < structure.spatialLayerCount()) {
      return structure.height(spatial);
    }
    return heightPixels >> Math.max(0, spatialLayers - 1 - spatial);
  }
}
