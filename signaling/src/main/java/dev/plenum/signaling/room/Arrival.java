package dev.plenum.signaling.room;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the door.
 *
 * @param name what the client wants to be called; counts, as do metadata and attributes, where the
 *     grant lets the client update itself
 * @param offer null for signaling alone
 * @param steerable whether the client sends the encodings that it is told to
 * @param overHttp whether there is no WebSocket and never will be (WHIP, WHEP)
 */
public record Arrival(
    Grant grant,
    @Nullable String name,
    @Nullable JsonNode metadata,
    @Nullable Map<String, String> attributes,
    @Nullable SessionOffer offer,
    View view,
    boolean steerable,
    boolean overHttp) {

  private static final String NAMELESS = "Guest";

  /**
   * @throws dev.plenum.signaling.message.RefusedException {@code bad-request} where a name or what
   *     else is said is too long
   */
  public Arrival {
    name = name == null ? null : NameRules.personName(name);
    NameRules.checkMetadata(metadata);
    NameRules.checkAttributes(attributes);
  }

  /** Somebody who publishes or watches over HTTP. */
  public static Arrival overHttp(Grant grant, @Nullable String name, String sdp, View view) {
    return new Arrival(grant, name, null, null, SessionOffer.of(sdp), view, false, true);
  }

  String shownName() {
    if (name != null && !name.isEmpty() && mayDescribe()) {
      return name;
    }
    return grant.name() == null || grant.name().isBlank() ? NAMELESS : grant.name();
  }

  @Nullable JsonNode shownMetadata() {
    return metadata != null && mayDescribe() ? metadata : grant.metadata();
  }

  Map<String, String> shownAttributes() {
    return attributes != null && mayDescribe() ? attributes : grant.attributes();
  }

  private boolean mayDescribe() {
    return grant.permissions().updateMe();
  }
}
