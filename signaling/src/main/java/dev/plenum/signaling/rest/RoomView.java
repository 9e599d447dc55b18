package dev.plenum.signaling.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.signaling.message.Json;
import dev.plenum.signaling.room.Room;
import dev.plenum.signaling.room.RoomSettings;
import org.jspecify.annotations.Nullable;

/** A room as REST shows it. */
record RoomView(
    String name,
    String createdAt,
    int count,
    int maxParticipants,
    boolean locked,
    long emptyTimeoutSeconds,
    long departureTimeoutSeconds,
    String secondArrival,
    @Nullable JsonNode metadata,
    RoomTraffic traffic) {

  /**
   * @param mostParticipants what the node allows in any room
   */
  static RoomView of(Room room, int mostParticipants) {
    RoomSettings settings = room.settings();
    return new RoomView(
        room.name(),
        room.createdAt().toString(),
        room.participants().size(),
        Math.min(settings.maxParticipants(), mostParticipants),
        settings.locked(),
        settings.emptyTimeout().toSeconds(),
        settings.departureTimeout().toSeconds(),
        Json.label(settings.secondArrival()),
        settings.metadata(),
        RoomTraffic.of(room.media().counters()));
  }
}
