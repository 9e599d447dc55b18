package dev.plenum.signaling.rest;

import dev.plenum.sfu.control.CounterReader;
import dev.plenum.sfu.control.CounterReader.Direction;
import dev.plenum.sfu.control.CounterReader.PacketKind;
import dev.plenum.sfu.control.DropReason;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What a room's media has counted since it was opened; the metrics have no room labels, since their
 * series would grow with the rooms.
 *
 * @param dropped packets by the label of their {@link DropReason}; without those that never
 *     occurred
 */
record RoomTraffic(
    long packetsIn,
    long packetsOut,
    long bytesIn,
    long bytesOut,
    long keyFrameRequests,
    long restoredPackets,
    Map<String, Long> dropped) {

  static RoomTraffic of(CounterReader counters) {
    Map<String, Long> dropped = new TreeMap<>();
    for (DropReason reason : DropReason.values()) {
      long packets = counters.dropped(reason);
      if (packets > 0) {
        dropped.put(reason.label(), packets);
      }
    }
    return new RoomTraffic(
        sum(kind -> counters.packets(Direction.IN, kind)),
        sum(kind -> counters.packets(Direction.OUT, kind)),
        sum(kind -> counters.bytes(Direction.IN, kind)),
        sum(kind -> counters.bytes(Direction.OUT, kind)),
        counters.keyFrameRequests(),
        counters.restoredPackets(),
        dropped);
  }

  private static long sum(ToLongFunction<PacketKind> counter) {
    return Arrays.stream(PacketKind.values()).mapToLong(counter).sum();
  }
}
