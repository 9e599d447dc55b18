package dev.plenum.signaling.room;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a room is created with.
 *
 * @param metadata the embedder's own, at most 16 KB
 * @param maxParticipants at most the node's limit
 * @param emptyTimeout how long the room waits for its first participant
 * @param departureTimeout how long it waits after its last participant left
 * @param secondArrival what happens when an identity arrives that is here already
 * @param locked whether only moderators may enter
 */
public record RoomSettings(
    @Nullable JsonNode metadata,
    int maxParticipants,
    Duration emptyTimeout,
    Duration departureTimeout,
    SecondArrival secondArrival,
    boolean locked) {

  /** A room that somebody enters before anybody has created it. */
  public static final RoomSettings DEFAULT =
      new RoomSettings(
          null,
          Integer.MAX_VALUE,
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          SecondArrival.REPLACE,
          false);

  /** What happens when an identity arrives that is here already. */
  public enum SecondArrival {
    /** The one who was here before is sent away. */
    REPLACE,
    /** The second one is refused. */
    REJECT,
    /** Both stay. */
    ALLOW
  }
}
