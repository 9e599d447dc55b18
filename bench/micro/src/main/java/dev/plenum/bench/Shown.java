package dev.plenum.bench;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.sfu.stream.HeaderExtensionIds;
import dev.plenum.sfu.stream.PublisherClock;
import dev.plenum.sfu.stream.ReceiveStream;
import dev.plenum.sfu.stream.Source;
import java.util.List;

/** A camera's stream as it is known behind decryption, and who watches it. */
final class Shown {

  private static final long PACKET_NANOS = 10_000_000;

  private final ReceiveStream layer;
  private final Source source;
  private final Camera camera;
  private RtpPacket packet;
  private long nowNanos;

  /** The stream has been seen, and begins with a key picture when somebody watches. */
  Shown(Codec codec) {
    camera = new Camera(codec);
    layer =
        new ReceiveStream(
            Camera.SSRC,
            "",
            List.of(camera.codec()),
            new HeaderExtensionIds(Camera.EXTENSIONS),
            new PublisherClock(),
            false);
    packet = new Camera(codec).next();
    layer.observe(packet, nowNanos);
    source = new Source(1, SourceKind.CAMERA, List.of(camera.codec()), 1);
    source.put(0, layer, nowNanos);
  }

  CodecSpec codec() {
    return camera.codec();
  }

  Source source() {
    return source;
  }

  Camera camera() {
    return camera;
  }

  /** Station 4 takes the next packet. */
  RtpPacket arrive() {
    packet = camera.next();
    nowNanos += PACKET_NANOS;
    if (layer.accept(packet, nowNanos, false) != ReceiveStream.Acceptance.NEW) {
      throw new IllegalStateException("not taken");
    }
    return packet;
  }

  /** Station 5 gives it to all who watch. */
  void route() {
    for (int i = layer.watcherCount() - 1; i >= 0; i--) {
      layer.watcher(i).onPacket(layer, packet, nowNanos);
    }
  }
}
