package dev.plenum.signaling.room;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the door.
 *
 * @param name what the client wants to be called; counts where the grant allows it
 * @param offer null for signaling alone
 * @param connection null for WHIP and WHEP
 */
public record Arrival(
    Grant grant,
    @Nullable String name,
    @Nullable JsonNode metadata,
    @Nullable Map<String, String> attributes,
    @Nullable SessionOffer offer,
    View view,
    @Nullable Connection connection) {

  /** Somebody who publishes or watches over HTTP, without a WebSocket. */
  public static Arrival overHttp(Grant grant, @Nullable String name, String sdp, View view) {
    return new Arrival(grant, name, null, null, SessionOffer.of(sdp), view, null);
  }
}
