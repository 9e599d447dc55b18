package dev.plenum.sfu.room;

import dev.plenum.sfu.control.SourceKind;
import dev.plenum.sfu.control.SourceStatus;
import dev.plenum.sfu.control.SourceStatus.LayerStatus;
import dev.plenum.sfu.stream.ReceiveStream;
import dev.plenum.sfu.stream.Source;
import java.util.ArrayList;
import java.util.List;

/** Owner: the room's loop. A source together with who publishes it and how loud it is. */
final class PublishedSource {

  private final String participantId;
  private final Source source;
  private final Loudness loudness;
  private boolean flowing;

  PublishedSource(String participantId, Source source) {
    this.participantId = participantId;
    this.source = source;
    this.loudness = new Loudness(source.csrc());
  }

  /** Whether media began or ceased to come since the last call. */
  boolean flowingChanged(long nowNanos) {
    if (source.isFlowing(nowNanos) == flowing) {
      return false;
    }
    flowing = !flowing;
    return true;
  }

  boolean isFlowing() {
    return flowing;
  }

  boolean isOf(String participantId) {
    return this.participantId.equals(participantId);
  }

  SourceKind kind() {
    return source.kind();
  }

  Source source() {
    return source;
  }

  Loudness loudness() {
    return loudness;
  }

  SourceStatus status(long nowNanos) {
    List<LayerStatus> layers = new ArrayList<>();
    for (int i = 0; i < source.layerCount(); i++) {
      ReceiveStream layer = source.layer(i);
      if (layer != null) {
        layers.add(status(layer, nowNanos));
      }
    }
    return new SourceStatus(participantId, source.csrc(), source.kind(), source.isMuted(), layers);
  }

  private static LayerStatus status(ReceiveStream layer, long nowNanos) {
    return new LayerStatus(
        layer.rid(),
        layer.ssrc(),
        layer.codec().codec().encodingName(),
        layer.isFlowing(nowNanos),
        layer.widthPixels(),
        layer.heightPixels(),
        layer.statistics().receivedBps(nowNanos),
        layer.statistics().fractionLost() / 256.0);
  }
}
