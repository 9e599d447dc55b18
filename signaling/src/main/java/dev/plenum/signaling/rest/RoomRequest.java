package dev.plenum.signaling.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.signaling.http.InvalidRequestException;
import dev.plenum.signaling.http.InvalidRequestException.Fault;
import dev.plenum.signaling.message.Json;
import dev.plenum.signaling.room.RoomSettings;
import dev.plenum.signaling.room.RoomSettings.SecondArrival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/rooms}. What is absent is as in a room that nobody created. */
record RoomRequest(
    @Nullable String name,
    @Nullable Integer maxParticipants,
    @Nullable Boolean locked,
    @Nullable Integer emptyTimeoutSeconds,
    @Nullable Integer departureTimeoutSeconds,
    @Nullable String secondArrival,
    @Nullable JsonNode metadata) {

  private static final int MAX_TIMEOUT_SECONDS = 86_400;

  /**
   * @throws InvalidRequestException naming every field that will not do
   */
  String checkedName() {
    List<Fault> faults = new ArrayList<>();
    if (name == null) {
      faults.add(new Fault("/name", "is missing"));
    }
    if (maxParticipants != null && maxParticipants < 1) {
      faults.add(new Fault("/maxParticipants", "must be at least 1"));
    }
    checkTimeout("/emptyTimeoutSeconds", emptyTimeoutSeconds, faults);
    checkTimeout("/departureTimeoutSeconds", departureTimeoutSeconds, faults);
    if (secondArrival != null && arrival(secondArrival) == null) {
      faults.add(new Fault("/secondArrival", "must be replace, reject or allow"));
    }
    if (name == null || !faults.isEmpty()) {
      throw new InvalidRequestException(faults);
    }
    return name;
  }

  RoomSettings settings() {
    RoomSettings defaults = RoomSettings.DEFAULT;
    SecondArrival arrival = secondArrival == null ? null : arrival(secondArrival);
    return new RoomSettings(
        metadata,
        maxParticipants == null ? defaults.maxParticipants() : maxParticipants,
        seconds(emptyTimeoutSeconds, defaults.emptyTimeout()),
        seconds(departureTimeoutSeconds, defaults.departureTimeout()),
        arrival == null ? defaults.secondArrival() : arrival,
        locked == null ? defaults.locked() : locked);
  }

  private static void checkTimeout(String pointer, @Nullable Integer seconds, List<Fault> faults) {
    if (seconds != null && (seconds < 1 || seconds > MAX_TIMEOUT_SECONDS)) {
      faults.add(new Fault(pointer, "must be 1 to " + MAX_TIMEOUT_SECONDS));
    }
  }

  private static Duration seconds(@Nullable Integer seconds, Duration absent) {
    return seconds == null ? absent : Duration.ofSeconds(seconds);
  }

  private static @Nullable SecondArrival arrival(String label) {
    for (SecondArrival arrival : SecondArrival.values()) {
      if (Json.label(arrival).equals(label)) {
        return arrival;
      }
    }
    return null;
  }
}
