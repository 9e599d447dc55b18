package dev.plenum.rtp.codec;

/**
 * What a payload says about the frame that it is part of. Filled by a {@link PayloadParser} for one
 * packet after another; owned by whoever creates it.
 */
public final class FrameMark {
  /** Stands for a picture number or position that the payload does not have. */
  public static final int ABSENT = -1;

  boolean keyFrame;
  boolean startOfFrame;
  boolean endOfFrame;
  boolean switchingPoint;
  boolean discardable;
  boolean interLayerDependent;
  boolean interPictureDependent;
  boolean unreferencedAbove;
  int spatialLayers;
  int temporalId;
  int spatialId;
  int pictureId;
  int pictureIdBits;
  int pictureIdPosition;
  int tl0PicIdx;
  int tl0PicIdxPosition;
  int width;
  int height;

  public FrameMark() {
    reset();
  }

  void reset() {
    keyFrame = false;
    startOfFrame = false;
    endOfFrame = false;
    switchingPoint = false;
    discardable = false;
    interLayerDependent = false;
    interPictureDependent = false;
    unreferencedAbove = false;
    spatialLayers = 0;
    temporalId = 0;
    spatialId = 0;
    pictureId = ABSENT;
    pictureIdBits = 0;
    pictureIdPosition = ABSENT;
    tl0PicIdx = ABSENT;
    tl0PicIdxPosition = ABSENT;
    width = 0;
    height = 0;
  }

  /**
   * Whether a decoder may begin here: the packet holds the first bytes of a key frame. H.264 may
   * mark several packets of one key frame so, its parameter sets and each slice; the first of them
   * in sequence is the one to begin at.
   */
  public boolean keyFrame() {
    return keyFrame;
  }

  /** Whether the packet holds the first bytes of a frame of its spatial layer. */
  public boolean startOfFrame() {
    return startOfFrame;
  }

  /**
   * Whether the payload says that it ends a frame of its spatial layer; VP9 does, others leave it
   * to the marker.
   */
  public boolean endOfFrame() {
    return endOfFrame;
  }

  /**
   * Whether a receiver of lower temporal layers only may take up this frame's temporal layer here.
   */
  public boolean switchingPoint() {
    return switchingPoint;
  }

  /** Whether the payload says that no other frame refers to this one. */
  public boolean discardable() {
    return discardable;
  }

  /** Whether the frame is predicted from the spatial layer below in the same picture. */
  public boolean interLayerDependent() {
    return interLayerDependent;
  }

  /** Whether the frame is predicted from earlier pictures. Only VP9 tells. */
  public boolean interPictureDependent() {
    return interPictureDependent;
  }

  /** Whether no higher spatial layer of the same picture is predicted from this frame. */
  public boolean unreferencedAbove() {
    return unreferencedAbove;
  }

  /** How many spatial layers there are, where the packet tells; 0 elsewhere. */
  public int spatialLayers() {
    return spatialLayers;
  }

  public int temporalId() {
    return temporalId;
  }

  public int spatialId() {
    return spatialId;
  }

  /** The picture id, or {@link #ABSENT}. */
  public int pictureId() {
    return pictureId;
  }

  /** Width of the picture id: 7 or 15 bits, 0 if there is none. */
  public int pictureIdBits() {
    return pictureIdBits;
  }

  /** Bytes from the start of the payload to the picture id, or {@link #ABSENT}. */
  public int pictureIdPosition() {
    return pictureIdPosition;
  }

  /** The running index of frames of the lowest temporal layer, 8 bits, or {@link #ABSENT}. */
  public int tl0PicIdx() {
    return tl0PicIdx;
  }

  /** Bytes from the start of the payload to that index, or {@link #ABSENT}. */
  public int tl0PicIdxPosition() {
    return tl0PicIdxPosition;
  }

  /**
   * Pixels, where the packet tells them; 0 elsewhere. Of several spatial layers, the largest
   * counts.
   */
  public int width() {
    return width;
  }

  public int height() {
    return height;
  }
}
