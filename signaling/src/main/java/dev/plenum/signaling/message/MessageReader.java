package dev.plenum.signaling.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what clients send. Whatever they send becomes a value. */
public final class MessageReader {

  private static final Set<String> CARRIES_OFFER = Set.of("join", "resume", "offer");
  private static final Set<String> KNOWN =
      Set.of(
          "join", "resume", "offer", "layout", "mute", "ask", "data", "hand", "kick", "me", "token",
          "ping", "leave");

  /** A message, or the error which its sender is told. */
  public sealed interface Incoming {
    record Message(ClientMessage message) implements Incoming {}

    record Unreadable(ServerMessage.Failure failure) implements Incoming {}
  }

  private final Limits limits;

  public MessageReader(Limits limits) {
    this.limits = limits;
  }

  /** Reads one text message. */
  public Incoming read(String text) {
    int bytes = utf8Length(text);
    if (bytes > limits.offerBytes()) {
      return tooLarge(null, limits.offerBytes());
    }
    JsonNode tree;
    try {
      tree = Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return bad(null, "The message is not JSON: " + e.getOriginalMessage());
    }
    if (!(tree instanceof ObjectNode message)) {
      return bad(null, "The message is not a JSON object.");
    }
    return read(message, bytes);
  }

  private Incoming read(ObjectNode message, int bytes) {
    JsonNode idNode = message.get("id");
    Long id =
        idNode != null && idNode.canConvertToExactIntegral() && idNode.canConvertToLong()
            ? idNode.longValue()
            : null;
    JsonNode typeNode = message.get("t");
    String type = typeNode == null ? "" : typeNode.asText("");
    if (bytes > limits.messageBytes() && !CARRIES_OFFER.contains(type)) {
      return tooLarge(id, limits.messageBytes());
    }
    if (id == null) {
      return bad(null, "The message has no integer id.");
    }
    if (!KNOWN.contains(type)) {
      return failure(
          id,
          ErrorCode.UNSUPPORTED,
          "The message type '" + abbreviated(type) + "' is not known here.",
          "See the list of messages in docs/protocol.md.");
    }
    try {
      return new Incoming.Message(Json.MAPPER.treeToValue(message, ClientMessage.class));
    } catch (JsonProcessingException e) {
      return bad(id, "The " + type + " message cannot be read: " + e.getOriginalMessage());
    }
  }

  private static Incoming tooLarge(@Nullable Long id, int limitBytes) {
    return failure(
        id,
        ErrorCode.TOO_LARGE,
        "The message is larger than " + limitBytes + " bytes.",
        "Send less in one message; GET /v1/config tells the limits.");
  }

  private static Incoming bad(@Nullable Long id, String what) {
    return failure(id, ErrorCode.BAD_REQUEST, abbreviated(what), "See docs/protocol.md.");
  }

  private static Incoming failure(@Nullable Long id, ErrorCode code, String what, String fix) {
    return new Incoming.Unreadable(new ServerMessage.Failure(id, code, what, fix, null));
  }

  private static String abbreviated(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
