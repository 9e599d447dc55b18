package dev.plenum.signaling.room;

import java.time.Duration;

/**
 * What holds for a node's rooms.
 *
 * @param rooms most at a time
 * @param participants most people in one room
 * @param ping how often clients ping; without a message for three times as long a WebSocket is lost
 * @param seatHeld how long a lost participant's seat is held while media is silent too
 * @param ticketLife how long a ticket may be used
 */
public record RoomLimits(
    int rooms, int participants, Duration ping, Duration seatHeld, Duration ticketLife) {

  public static final RoomLimits DEFAULT =
      new RoomLimits(
          10_000, 300, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofDays(1));
}
