package dev.plenum.sfu.stream;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.dd.DecodeTargetIndication;
import dev.plenum.rtp.dd.DependencyDescriptor;
import dev.plenum.rtp.dd.DependencyStructure;
import java.util.Arrays;

/**
 * How the bytes of one stream are shared among its layers: for each pair of spatial and temporal
 * layer the share that has to be forwarded to show it, those below included where it needs them.
 * Measured over windows of a second; belongs to its {@link ReceiveStream}.
 *
 * <p>Dependency descriptors are readable while nobody watches, too; what VP8 and VP9 say is not, so
 * their last known shares stay, and before any are known the usual ones are taken.
 */
final class LayerRates {
  /** As libwebrtc's simulcast_rate_allocator.cc: kLayerRateAllocation, by number of layers. */
  private static final double[][] USUAL_SHARES = {{1}, {0.6, 1}, {0.4, 0.6, 1}};

  private static final int SPATIAL_LAYERS = 4;
  private static final int TEMPORAL_LAYERS = 8;
  private static final long WINDOW_NANOS = 1_000_000_000;

  private final FrameReader encrypted;
  private final long[] windowBytes = new long[SPATIAL_LAYERS * TEMPORAL_LAYERS];
  private final double[] shares = new double[SPATIAL_LAYERS * TEMPORAL_LAYERS];
  private final boolean[] windowCarries = new boolean[SPATIAL_LAYERS];
  private final boolean[] carries = new boolean[SPATIAL_LAYERS];
  private boolean known;
  private long totalBytes;
  private long windowBeganNanos;
  private int spatialLayers = 1;
  private int temporalLayers = 1;

  LayerRates(HeaderExtensionIds extensions) {
    encrypted = new FrameReader(extensions);
  }

  /** Counts a packet that is not decrypted. */
  void onEncrypted(RtpPacket packet, long nowNanos) {
    encrypted.readClear(packet);
    if (encrypted.isDescribed()) {
      onFrame(encrypted, packet.length(), nowNanos);
    }
  }

  /** Counts a packet by what its reader says about it. */
  void onFrame(FrameReader frame, int packetBytes, long nowNanos) {
    if (nowNanos - windowBeganNanos >= WINDOW_NANOS) {
      endWindow(nowNanos);
    }
    spatialLayers = Math.min(frame.spatialLayers(), SPATIAL_LAYERS);
    temporalLayers = frame.temporalLayers();
    totalBytes += packetBytes;
    windowCarries[Math.min(frame.spatialId(), SPATIAL_LAYERS - 1)] = true;
    DependencyDescriptor descriptor = frame.descriptor();
    DependencyStructure structure = frame.isDescribed() ? descriptor.structure() : null;
    if (structure != null) {
      countTargets(descriptor, structure, packetBytes);
    } else {
      countAbove(frame, packetBytes);
    }
  }

  private void countTargets(
      DependencyDescriptor descriptor, DependencyStructure structure, int packetBytes) {
    for (int target = 0; target < structure.decodeTargetCount(); target++) {
      if (descriptor.indication(target) != DecodeTargetIndication.NOT_PRESENT) {
        int spatial = structure.decodeTargetSpatialId(target);
        windowBytes[cell(spatial, structure.decodeTargetTemporalId(target))] += packetBytes;
      }
    }
  }

  private void countAbove(FrameReader frame, int packetBytes) {
    int own = Math.min(frame.spatialId(), SPATIAL_LAYERS - 1);
    int last = frame.mark().unreferencedAbove() ? own : SPATIAL_LAYERS - 1;
    for (int spatial = own; spatial <= last; spatial++) {
      for (int temporal = frame.temporalId(); temporal < TEMPORAL_LAYERS; temporal++) {
        windowBytes[cell(spatial, temporal)] += packetBytes;
      }
    }
  }

  private void endWindow(long nowNanos) {
    if (totalBytes > 0) {
      known = true;
      for (int i = 0; i < shares.length; i++) {
        shares[i] = (double) windowBytes[i] / totalBytes;
      }
      System.arraycopy(windowCarries, 0, carries, 0, SPATIAL_LAYERS);
    }
    Arrays.fill(windowBytes, 0);
    Arrays.fill(windowCarries, false);
    totalBytes = 0;
    windowBeganNanos = nowNanos;
  }

  int spatialLayers() {
    return spatialLayers;
  }

  int temporalLayers() {
    return temporalLayers;
  }

  /** Whether frames of a spatial layer have come lately. */
  boolean carries(int spatial) {
    return !known || carries[spatial] || windowCarries[spatial];
  }

  /** Share of the stream's bytes that has to be forwarded to show these layers, 0 to 1. */
  double share(int spatial, int temporal) {
    int ofTemporal = Math.min(temporal, temporalLayers - 1);
    int ofSpatial = Math.min(spatial, spatialLayers - 1);
    if (known) {
      return shares[cell(ofSpatial, ofTemporal)];
    }
    double[] usual = USUAL_SHARES[Math.min(temporalLayers, USUAL_SHARES.length) - 1];
    double temporalShare = usual[Math.min(ofTemporal, usual.length - 1)];
    return Math.scalb(temporalShare, -2 * (spatialLayers - 1 - ofSpatial));
  }

  private static int cell(int spatial, int temporal) {
    return spatial * TEMPORAL_LAYERS + temporal;
  }
}
