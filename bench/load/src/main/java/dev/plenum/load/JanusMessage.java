package dev.plenum.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What Janus says on the WebSocket of a session. */
record JanusMessage(JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @throws IllegalArgumentException if it is no JSON
   */
  static JanusMessage parse(String text) {
    try {
      return new JanusMessage(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** Whether it only says that a plugin has been asked: its answer comes as another one. */
  boolean isAcknowledgement() {
    return json.path("janus").asText().equals("ack");
  }

  /** Whether the core or the plugin refuses what was asked. */
  boolean isError() {
    return json.path("janus").asText().equals("error")
        || json.at("/plugindata/data").has("error_code");
  }

  /** Of what was asked; empty if it says something by itself. */
  String transaction() {
    return json.path("transaction").asText();
  }

  /** Of the session or handle that it has made. */
  long id() {
    return json.at("/data/id").asLong();
  }

  /** The offer or answer in it. */
  String sdp() {
    return json.at("/jsep/sdp").asText();
  }
}
