package dev.plenum.load;

import dev.plenum.rtp.rtcp.Nack;
import dev.plenum.rtp.rtcp.RtcpKind;
import dev.plenum.rtp.rtcp.RtcpPacket;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends a camera, a microphone, both or nothing: a key frame whenever it is asked for one, and
 * again what is missed. Owned by the {@link MediaLoop}.
 */
final class Publisher {
  private final List<Camera> camera;
  private final @Nullable Microphone microphone;
  private final KeyFrameAsks asks = new KeyFrameAsks();
  private final Nack nack = new Nack();
  private @Nullable PeerTransport transport;
  private boolean resting;

  /**
   * @param camera its layers, none without a camera
   */
  Publisher(List<Camera> camera, @Nullable Microphone microphone) {
    this.camera = List.copyOf(camera);
    this.microphone = microphone;
  }

  /** Whether it has neither camera nor microphone. */
  boolean isSilent() {
    return camera.isEmpty() && microphone == null;
  }

  /** Whether it sends anything: a microphone that is muted does not. */
  boolean sends() {
    return !camera.isEmpty() || (microphone != null && !microphone.isMuted());
  }

  /** When it was asked for key frames; from any thread. */
  KeyFrameAsks keyFrameAsks() {
    return asks;
  }

  static Publisher ofNothing() {
    return new Publisher(List.of(), null);
  }

  /** Media may flow from now on. */
  void connected(PeerTransport connected, long nowNanos) {
    transport = connected;
    camera.forEach(layer -> layer.begin(nowNanos));
    if (microphone != null) {
      microphone.begin(nowNanos);
    }
  }

  /** Sends nothing for the time being, or goes on. */
  void rest(boolean now) {
    resting = now;
  }

  /** Packets of sound that it has sent up to now. */
  long sentSounds() {
    return microphone == null ? 0 : microphone.stream().sent();
  }

  /** Packets of pictures, of all sizes. */
  long sentPictures() {
    return camera.stream().mapToLong(layer -> layer.stream().sent()).sum();
  }

  /** Sends what has fallen due. */
  void send(long nowNanos) {
    PeerTransport to = transport;
    if (to == null) {
      return;
    }
    if (resting) {
      skipUntil(nowNanos);
      return;
    }
    if (microphone != null) {
      microphone.send(nowNanos, to);
    }
    for (Camera layer : camera) {
      layer.send(nowNanos, to);
    }
  }

  private void skipUntil(long nowNanos) {
    if (microphone != null) {
      microphone.skipUntil(nowNanos);
    }
    camera.forEach(layer -> layer.skipUntil(nowNanos));
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
    if (asked) {
      camera.forEach(Camera::wantKeyFrame);
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

  /** The server wants the layer of this name, or does not. */
  void follow(String rid, boolean wanted) {
    for (Camera layer : camera) {
      if (layer.stream().rid().equals(rid)) {
        layer.follow(wanted);
      }
    }
  }

  /** The layers of its camera; none without one. */
  List<OutgoingStream> cameraStreams() {
    return camera.stream().map(Camera::stream).toList();
  }

  Optional<OutgoingStream> microphoneStream() {
    return Optional.ofNullable(microphone).map(Microphone::stream);
  }

  private Stream<OutgoingStream> streams() {
    return Stream.concat(cameraStreams().stream(), microphoneStream().stream());
  }
}
