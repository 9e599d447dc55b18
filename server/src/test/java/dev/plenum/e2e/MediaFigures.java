package dev.plenum.e2e;

import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.Objects;

/**
 * What a page's browser counts about its newest peer connection, as connections.js sums it up. All
 * but {@code protocol} only grows and is about video if not named otherwise.
 *
 * @param protocol of the selected candidate pair: {@code udp} or {@code tcp}
 * @param packetsLost by sequence numbers, before repair
 * @param packetsRetransmitted received on the repair stream (RTX)
 * @param framesReceived of which every packet is there
 */
record MediaFigures(
    String protocol,
    double packetsReceived,
    double packetsLost,
    double packetsRetransmitted,
    double framesReceived,
    double framesDecoded,
    double framesDropped,
    double freezes,
    double freezesSeconds,
    double keyFrameRequests,
    double nacks,
    double keyFramesDecoded,
    double jitterBufferSeconds,
    double jitterBufferTargetSeconds,
    double jitterBufferFrames,
    double audioEnergy,
    double framesSent,
    double packetsSent) {

  static MediaFigures on(Page page) {
    Map<?, ?> figures = (Map<?, ?>) page.evaluate("connections.figures()");
    return new MediaFigures(
        String.valueOf(figures.get("protocol")),
        number(figures, "packetsReceived"),
        number(figures, "packetsLost"),
        number(figures, "packetsRetransmitted"),
        number(figures, "framesReceived"),
        number(figures, "framesDecoded"),
        number(figures, "framesDropped"),
        number(figures, "freezes"),
        number(figures, "freezesSeconds"),
        number(figures, "keyFrameRequests"),
        number(figures, "nacks"),
        number(figures, "keyFramesDecoded"),
        number(figures, "jitterBufferSeconds"),
        number(figures, "jitterBufferTargetSeconds"),
        number(figures, "jitterBufferFrames"),
        number(figures, "audioEnergy"),
        number(figures, "framesSent"),
        number(figures, "packetsSent"));
  }

  MediaFigures since(MediaFigures earlier) {
    return new MediaFigures(
        protocol,
        packetsReceived - earlier.packetsReceived,
        packetsLost - earlier.packetsLost,
        packetsRetransmitted - earlier.packetsRetransmitted,
        framesReceived - earlier.framesReceived,
        framesDecoded - earlier.framesDecoded,
        framesDropped - earlier.framesDropped,
        freezes - earlier.freezes,
        freezesSeconds - earlier.freezesSeconds,
        keyFrameRequests - earlier.keyFrameRequests,
        nacks - earlier.nacks,
        keyFramesDecoded - earlier.keyFramesDecoded,
        jitterBufferSeconds - earlier.jitterBufferSeconds,
        jitterBufferTargetSeconds - earlier.jitterBufferTargetSeconds,
        jitterBufferFrames - earlier.jitterBufferFrames,
        audioEnergy - earlier.audioEnergy,
        framesSent - earlier.framesSent,
        packetsSent - earlier.packetsSent);
  }

  private static double number(Map<?, ?> figures, String name) {
    return ((Number) Objects.requireNonNull(figures.get(name))).doubleValue();
  }
}
