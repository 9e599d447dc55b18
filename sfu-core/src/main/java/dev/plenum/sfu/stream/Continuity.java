package dev.plenum.sfu.stream;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.SequenceNumbers;
import dev.plenum.rtp.codec.FrameMark;
import org.jspecify.annotations.Nullable;

/**
 * What a slot's stream has shown last, from which a new {@link Stretch} goes on: timestamp, picture
 * id and TL0PICIDX. Belongs to its {@link Forwarder}.
 *
 * <p>Timestamps advance by the time that really passed: between the two moments of capture, where
 * the publishers' sender reports tell them, so that sound and picture of a slot's sources stay
 * together; otherwise between the arrivals. Where the old source ran ahead, the new one begins
 * right behind it; how far that is from the true time is remembered and taken back at the next
 * switch, so that a thousand switches do not add up.
 */
final class Continuity {
  /** Reports which disagree more with the arrivals are not believed. */
  private static final long TRUSTED_NANOS = 500_000_000;

  /** Sound begins behind the packet before it, which by custom holds 20 ms. */
  private static final int AUDIO_PACKETS_PER_SECOND = 50;

  private static final int PICTURE_ID_MASK = 0x7fff;
  private static final int TL0_PIC_IDX_MASK = 0xff;

  private @Nullable ReceiveStream layer;
  private int offset;
  private int aheadUnits;
  private int highestTimestamp;
  private long arrivalNanos;
  private int pictureId = FrameMark.ABSENT;
  private int pictureIdOffset;
  private int tl0PicIdx = FrameMark.ABSENT;
  private int tl0PicIdxOffset;

  /** Begins a stretch with the layer's present packet. */
  Stretch begin(
      ReceiveStream next, RtpPacket packet, int csrc, PayloadTypes payloadTypes, long nowNanos) {
    FrameMark mark = next.mark();
    offset = layer == null ? 0 : nextTimestamp(layer, next, packet, nowNanos) - packet.timestamp();
    pictureIdOffset = following(pictureId, mark.pictureId());
    tl0PicIdxOffset = following(tl0PicIdx, mark.tl0PicIdx());
    layer = next;
    highestTimestamp = packet.timestamp();
    arrivalNanos = nowNanos;
    notePictureIds(mark);
    return new Stretch(next, csrc, payloadTypes, offset, pictureIdOffset, tl0PicIdxOffset);
  }

  private static int following(int last, int next) {
    return last == FrameMark.ABSENT || next == FrameMark.ABSENT ? 0 : last + 1 - next;
  }

  private int nextTimestamp(
      ReceiveStream before, ReceiveStream next, RtpPacket packet, long nowNanos) {
    int clockRateHz = next.codec().clockRateHz();
    int last = highestTimestamp + offset;
    int ideal =
        last
            - aheadUnits
            + ClockRate.units(elapsedNanos(before, next, packet, nowNanos), clockRateHz);
    int least =
        last + (next.codec().codec().isVideo() ? 1 : clockRateHz / AUDIO_PACKETS_PER_SECOND);
    int chosen = SequenceNumbers.isNewerTimestamp(ideal, least) ? ideal : least;
    aheadUnits = chosen - ideal;
    return chosen;
  }

  /** Real time from the media of the highest timestamp sent to that of this packet. */
  private long elapsedNanos(
      ReceiveStream before, ReceiveStream next, RtpPacket packet, long nowNanos) {
    long byArrival = nowNanos - arrivalNanos;
    if (!before.mapping().isKnown() || !next.mapping().isKnown()) {
      return byArrival;
    }
    long byCapture =
        next.mapping().captureNanos(packet.timestamp())
            - before.mapping().captureNanos(highestTimestamp);
    return Math.abs(byCapture - byArrival) < TRUSTED_NANOS ? byCapture : byArrival;
  }

  /** A packet ahead of all others of the stretch passes. */
  void note(FrameMark mark, int timestamp, long nowNanos) {
    if (SequenceNumbers.isNewerTimestamp(timestamp, highestTimestamp)) {
      highestTimestamp = timestamp;
      arrivalNanos = nowNanos;
    }
    notePictureIds(mark);
  }

  private void notePictureIds(FrameMark mark) {
    if (mark.pictureId() != FrameMark.ABSENT) {
      pictureId = (mark.pictureId() + pictureIdOffset) & PICTURE_ID_MASK;
    }
    if (mark.tl0PicIdx() != FrameMark.ABSENT) {
      tl0PicIdx = (mark.tl0PicIdx() + tl0PicIdxOffset) & TL0_PIC_IDX_MASK;
    }
  }
}
