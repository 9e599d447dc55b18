package dev.plenum.load;

import dev.plenum.rtp.rtcp.Nack;
import dev.plenum.rtp.rtcp.RtcpKind;
import dev.plenum.rtp.rtcp.RtcpPacket;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends a camera, a microphone, both or nothing: a key frame whenever it is asked for one, and
 * again what is missed. Owned by the {@link MediaLoop}.
 */
final class Publisher {
  private final @Nullable Camera camera;
  private final @Nullable Microphone microphone;
  private final KeyFrameAsks asks = new KeyFrameAsks();
  private final Nack nack = new Nack();
  private @Nullable PeerTransport transport;

  Publisher(@Nullable Camera camera, @Nullable Microphone microphone) {
    this.camera = camera;
    this.microphone = microphone;
  }

  /** When it was asked for key frames; from any thread. */
  KeyFrameAsks keyFrameAsks() {
    return asks;
  }

  static Publisher ofNothing() {
    return new Publisher(null, null);
  }

  /** Media may flow from now on. */
  void connected(PeerTransport connected, long nowNanos) {
    transport = connected;
    if (camera != null) {
      camera.begin(nowNanos);
    }
    if (microphone != null) {
      microphone.begin(nowNanos);
    }
  }

  /** Sends what has fallen due. */
  void send(long nowNanos) {
    PeerTransport to = transport;
    if (to == null) {
      return;
    }
    if (microphone != null) {
      microphone.send(nowNanos, to);
    }
    if (camera != null) {
      camera.send(nowNanos, to);
    }
  }

  /** A compound packet came: what the server asks for. */
  void rtcp(RtcpPacket packet, long arrivedNanos) {
    boolean asked = false;
    while (packet.next()) {
      RtcpKind kind = packet.kind();
      asked |= kind == RtcpKind.PICTURE_LOSS || kind == RtcpKind.FULL_INTRA_REQUEST;
      if (nack.wrap(packet)) {
        repeatMissed();
      }
    }
    if (asked && camera != null) {
      camera.wantKeyFrame();
      asks.add(arrivedNanos);
    }
  }

  private void repeatMissed() {
    PeerTransport to = transport;
    while (nack.next() && to != null) {
      int missed = nack.sequenceNumber();
      streams()
          .filter(stream -> stream.ssrc() == nack.mediaSsrc())
          .forEach(stream -> stream.repeat(missed, to));
    }
  }

  /** The SSRC of its camera, if it has one. */
  OptionalInt cameraSsrc() {
    return camera == null ? OptionalInt.empty() : OptionalInt.of(camera.stream().ssrc());
  }

  /** The SSRC of its microphone, if it has one. */
  OptionalInt microphoneSsrc() {
    return microphone == null ? OptionalInt.empty() : OptionalInt.of(microphone.stream().ssrc());
  }

  private Stream<OutgoingStream> streams() {
    return Stream.concat(
        Stream.ofNullable(camera).map(Camera::stream),
        Stream.ofNullable(microphone).map(Microphone::stream));
  }
}
