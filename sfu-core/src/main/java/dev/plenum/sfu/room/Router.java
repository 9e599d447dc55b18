package dev.plenum.sfu.room;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.sfu.stream.ReceiveStream;

/**
 * Station 5. Owner: the room's loop. Gives a layer's packet to every slot that shows the layer or
 * waits to show it.
 *
 * <p>Which slots those are was settled when layouts, speakers or layers changed: nothing is
 * searched or compared per packet, and a layer that nobody watches costs nothing here.
 */
final class Router {

  private Router() {}

  static void route(ReceiveStream layer, RtpPacket packet, long nowNanos) {
    // From the last to the first: a slot which leaves on a switch is replaced by the last one.
    for (int i = layer.watcherCount() - 1; i >= 0; i--) {
      layer.watcher(i).onPacket(layer, packet, nowNanos);
    }
  }
}
