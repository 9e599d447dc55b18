package dev.plenum.load;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.rtcp.Nack;
import dev.plenum.rtp.rtcp.RtcpKind;
import dev.plenum.rtp.rtcp.RtcpPacket;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends a camera: a key frame whenever it is asked for one, and again what is missed. Owned by the
 * {@link MediaLoop}.
 */
final class Publisher implements MediaSink {
  static final int SSRC = 0x1111;
  private static final int HISTORY = 512;

  private final Camera camera;
  private final long pictureNanos;
  private final KeyFrameAsks asks = new KeyFrameAsks();
  private final Nack nack = new Nack();
  private final RtpPacket repeated = new RtpPacket();
  private final byte[][] history = new byte[HISTORY][];
  private @Nullable PeerTransport transport;
  private boolean wantsKeyFrame = true;
  private long nextNanos;
  private long sent;

  Publisher(int picturesPerSecond, int bitrateBps, long seed) {
    camera = new Camera(SSRC, picturesPerSecond, bitrateBps, seed);
    pictureNanos = TimeUnit.SECONDS.toNanos(1) / picturesPerSecond;
  }

  /** When it was asked for key frames; from any thread. */
  KeyFrameAsks keyFrameAsks() {
    return asks;
  }

  @Override
  public void connected(PeerTransport connected, long nowNanos) {
    transport = connected;
    nextNanos = nowNanos;
  }

  @Override
  public void tick(long nowNanos) {
    while (nextNanos - nowNanos <= 0) {
      nextNanos += pictureNanos;
      boolean key = wantsKeyFrame;
      wantsKeyFrame = false;
      camera.next(key, this::send);
    }
  }

  private void send(RtpPacket packet) {
    history[(int) sent % HISTORY] = Arrays.copyOf(packet.bytes(), packet.length());
    transmit(packet, sent++);
  }

  private void transmit(RtpPacket packet, long extendedSequence) {
    PeerTransport to = transport;
    if (to != null) {
      to.sendRtp(packet, extendedSequence);
    }
  }

  @Override
  public void rtcp(RtcpPacket packet, long nowNanos) {
    boolean asked = false;
    while (packet.next()) {
      RtcpKind kind = packet.kind();
      asked |= kind == RtcpKind.PICTURE_LOSS || kind == RtcpKind.FULL_INTRA_REQUEST;
      if (nack.wrap(packet)) {
        repeatMissed();
      }
    }
    if (asked) {
      wantsKeyFrame = true;
      asks.add(nowNanos);
    }
  }

  /** Sends the very same packet again, which RFC 4585 allows where no stream of repeats is. */
  private void repeatMissed() {
    while (nack.next()) {
      long behind = sent - nack.sequenceNumber() & 0xffff;
      if (behind > 0 && behind <= Math.min(sent, HISTORY)) {
        byte[] bytes = history[(int) (sent - behind) % HISTORY];
        repeated.wrap(bytes, 0, bytes.length);
        transmit(repeated, sent - behind);
      }
    }
  }

  @Override
  public void rtp(RtpPacket packet, long nowNanos) {
    // It watches nobody; what comes are probes.
  }
}
