package dev.plenum.sfu.stream;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.SequenceNumbers;
import dev.plenum.rtp.codec.FrameMark;
import org.jspecify.annotations.Nullable;

/**
 * What a slot's stream has shown last, from which a new {@link Stretch} goes on: timestamp, picture
 * id, TL0PICIDX and frame number. Belongs to its {@link Forwarder}.
 *
 * <p>Timestamps advance by the time that really passed: between the two moments of capture, where
 * the publishers' sender reports tell them, so that sound and picture of a slot's sources stay
 * together; otherwise between the arrivals. Where the old source ran ahead, the new one begins
 * right behind it; how far that is from the true time is remembered and taken back at the next
 * switch, so that a thousand switches do not add up.
 */
final class Continuity {
  /** Reports which disagree more with the arrivals are not believed. */
  private static final long TRUSTED_NANOS = 200_000_000;

  private static final long LONG_PAUSE_NANOS = 1_000_000_000;

  /** Sound begins behind the packet before it, which by custom holds 20 ms. */
  private static final int AUDIO_PACKETS_PER_SECOND = 50;

  private static final int TL0_PIC_IDX_MASK = 0xff;
  private static final int FRAME_NUMBER_MASK = 0xffff;

  private @Nullable ReceiveStream layer;
  private int offset;
  private int aheadUnits;
  private int highestTimestamp;
  private long arrivalNanos;
  private int pictureId = FrameMark.ABSENT;
  private int pictureIdOffset;
  private int tl0PicIdx = FrameMark.ABSENT;
  private int tl0PicIdxOffset;
  private int frameNumber = FrameMark.ABSENT;
  private int frameNumberOffset;

  /** Begins a stretch with the layer's present packet. */
  Stretch begin(
      ReceiveStream next,
      RtpPacket packet,
      int csrc,
      PayloadTypes payloadTypes,
      int topSpatial,
      long nowNanos) {
    FrameMark mark = next.mark();
    boolean replayed = next.isReplaying();
    int live = replayed ? next.latestTimestamp() : packet.timestamp();
    int behind = TimestampMap.squeeze(live - packet.timestamp());
    offset = layer == null ? 0 : nextTimestamp(layer, next, live, behind, nowNanos) - live;
    pictureIdOffset = following(pictureId, mark.pictureId());
    tl0PicIdxOffset = following(tl0PicIdx, mark.tl0PicIdx());
    if (next.frame().isDescribed()) {
      frameNumberOffset = following(frameNumber, next.frame().descriptor().frameNumber());
    }
    layer = next;
    highestTimestamp = live;
    arrivalNanos = nowNanos;
    note(next.frame(), highestTimestamp, 0, nowNanos);
    return new Stretch(
        next,
        csrc,
        payloadTypes,
        new TimestampMap(offset, replayed, live),
        pictureIdOffset,
        tl0PicIdxOffset,
        frameNumberOffset,
        topSpatial);
  }

  private static int following(int last, int next) {
    return last == FrameMark.ABSENT || next == FrameMark.ABSENT ? 0 : last + 1 - next;
  }

  /**
   * Whether sound may go on with this packet: not while it would overlap what was sent by more than
   * half a packet, or a slot of many switches would send more sound than time passes.
   */
  boolean hasRoom(ReceiveStream next, RtpPacket packet, long nowNanos) {
    if (layer == null || nowNanos - arrivalNanos >= LONG_PAUSE_NANOS) {
      return true;
    }
    int ahead =
        trueTimestamp(layer, next, packet.timestamp(), nowNanos) - (highestTimestamp + offset);
    return 2 * ahead >= next.codec().clockRateHz() / AUDIO_PACKETS_PER_SECOND;
  }

  /** The slot's timestamp for a live one of the next layer, whose first lies behind it. */
  private int nextTimestamp(
      ReceiveStream before, ReceiveStream next, int live, int behind, long nowNanos) {
    int clockRateHz = next.codec().clockRateHz();
    int least =
        highestTimestamp
            + offset
            + behind
            + (next.codec().codec().isVideo() ? 1 : clockRateHz / AUDIO_PACKETS_PER_SECOND);
    int ideal = trueTimestamp(before, next, live, nowNanos);
    int chosen = SequenceNumbers.isNewerTimestamp(ideal, least) ? ideal : least;
    aheadUnits = chosen - ideal;
    return chosen;
  }

  /** The slot's timestamp for one of the next layer, were it not for what was sent before it. */
  private int trueTimestamp(
      ReceiveStream before, ReceiveStream next, int timestamp, long nowNanos) {
    long elapsedNanos = elapsedNanos(before, next, timestamp, nowNanos);
    return highestTimestamp
        + offset
        - aheadUnits
        + ClockRate.units(elapsedNanos, next.codec().clockRateHz());
  }

  /** Real time from the media of the highest timestamp sent to that of this one. */
  private long elapsedNanos(
      ReceiveStream before, ReceiveStream next, int timestamp, long nowNanos) {
    long byArrival = nowNanos - arrivalNanos;
    if (!before.mapping().isKnown() || !next.mapping().isKnown()) {
      return byArrival;
    }
    long byCapture =
        next.mapping().captureNanos(timestamp) - before.mapping().captureNanos(highestTimestamp);
    return Math.abs(byCapture - byArrival) < TRUSTED_NANOS ? byCapture : byArrival;
  }

  /**
   * A packet of the stretch passes, be it the latest or a late one.
   *
   * @param picturesLeftOut of the stretch, before it
   */
  void note(FrameReader frame, int timestamp, int picturesLeftOut, long nowNanos) {
    FrameMark mark = frame.mark();
    if (SequenceNumbers.isNewerTimestamp(timestamp, highestTimestamp)) {
      highestTimestamp = timestamp;
      arrivalNanos = nowNanos;
    }
    if (mark.pictureId() != FrameMark.ABSENT) {
      int mask = (1 << mark.pictureIdBits()) - 1;
      pictureId = newer(pictureId, mark.pictureId() + pictureIdOffset - picturesLeftOut, mask);
    }
    if (mark.tl0PicIdx() != FrameMark.ABSENT) {
      tl0PicIdx = newer(tl0PicIdx, mark.tl0PicIdx() + tl0PicIdxOffset, TL0_PIC_IDX_MASK);
    }
    if (frame.isDescribed()) {
      int number = frame.descriptor().frameNumber() + frameNumberOffset;
      frameNumber = newer(frameNumber, number, FRAME_NUMBER_MASK);
    }
  }

  /** The later of two numbers that wrap at the mask. */
  private static int newer(int last, int next, int mask) {
    boolean ahead = last == FrameMark.ABSENT || ((next - last) & mask) <= mask / 2;
    return ahead ? next & mask : last;
  }
}
