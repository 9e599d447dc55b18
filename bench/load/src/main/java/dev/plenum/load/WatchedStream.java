package dev.plenum.load;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.SequenceUnwrapper;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.rtp.codec.FrameMark;
import dev.plenum.rtp.rtcp.RtcpWriter;
import dev.plenum.sfu.stream.NackTracker;
import java.util.concurrent.TimeUnit;

/**
 * What one video slot receives, as a browser looks at it: what is missing is asked for again, and a
 * key frame as long as there is none to begin with. Owned by its {@link Viewer}.
 */
final class WatchedStream {
  /** libwebrtc, video/video_receive_stream2.h: kMaxWaitForKeyFrame. */
  private static final long KEY_FRAME_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** On the loopback interface; what is asked for again waits in the server's pacer. */
  private static final long ROUND_TRIP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final int ssrc;
  private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
  private final NackTracker nacks = new NackTracker();
  private final TimestampOrder order = new TimestampOrder();
  private final KeyFrames keyFrames = new KeyFrames();
  private final FrameMark mark = new FrameMark();
  private boolean hasPicture;
  private boolean wantsKeyFrame;
  private long keyFrameDueNanos;
  private long packets;
  private long repeated;

  WatchedStream(int ssrc, long nowNanos) {
    this.ssrc = ssrc;
    wantsKeyFrame = true;
    keyFrameDueNanos = nowNanos + KEY_FRAME_WAIT_NANOS;
  }

  /**
   * A packet came, or its repetition; it can be read as long as there is no picture.
   *
   * @return whether the first picture is complete with it
   */
  boolean add(RtpPacket packet, boolean isRepeated, long nowNanos) {
    long sequence = unwrapper.unwrap(packet.sequenceNumber());
    packets++;
    repeated += isRepeated ? 1 : 0;
    order.add(sequence, packet.timestamp());
    if (!nacks.onPacket(sequence, isRepeated, nowNanos)) {
      wantsKeyFrame = true;
    }
    return !hasPicture && packet.payloadBytes() > 0 && completes(packet, sequence, nowNanos);
  }

  private boolean completes(RtpPacket packet, long sequence, long nowNanos) {
    Codec.VP8.parser().parse(packet.bytes(), packet.payloadOffset(), packet.payloadBytes(), mark);
    int timestamp = packet.timestamp();
    hasPicture = keyFrames.add(sequence, timestamp, mark.keyFrame(), packet.marker());
    if (hasPicture) {
      wantsKeyFrame = false;
    } else if (keyFrames.isKeyFrame(timestamp)) {
      keyFrameDueNanos = nowNanos + KEY_FRAME_WAIT_NANOS;
    }
    return hasPicture;
  }

  /** Appends what there is to ask for. */
  void ask(RtcpWriter writer, int senderSsrc, long nowNanos) {
    nacks.write(writer, senderSsrc, ssrc, ROUND_TRIP_NANOS, nowNanos);
    if (wantsKeyFrame && keyFrameDueNanos - nowNanos <= 0) {
      keyFrameDueNanos = nowNanos + KEY_FRAME_WAIT_NANOS;
      wantsKeyFrame = !hasPicture;
      writer.pli(senderSsrc, ssrc);
    }
  }

  boolean hasPicture() {
    return hasPicture;
  }

  /** All that came, repetitions and padding included. */
  long packets() {
    return packets;
  }

  /** Of them, those that were asked for. */
  long repeated() {
    return repeated;
  }

  /** Of them, those whose timestamp went back. */
  long backward() {
    return order.backward();
  }

  /** Packets that never came. */
  long lost() {
    return nacks.abandoned() + nacks.missing();
  }
}
