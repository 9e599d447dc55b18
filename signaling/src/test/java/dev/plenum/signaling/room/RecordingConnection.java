package dev.plenum.signaling.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.signaling.message.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** A connection that keeps what was written, and takes only so much while its reader sleeps. */
public final class RecordingConnection implements Connection {

  private final List<JsonNode> received = new ArrayList<>();
  private long chars;
  private int room = Integer.MAX_VALUE;
  private boolean closed;
  private boolean reading = true;

  @Override
  public boolean writable() {
    return room > 0 && !closed;
  }

  @Override
  public void write(String text) {
    if (closed) {
      throw new IllegalStateException("written after close: " + text);
    }
    room--;
    chars += text.length();
    try {
      received.add(Json.MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void reading(boolean wanted) {
    reading = wanted;
  }

  /** Takes only so many more messages. */
  public void roomFor(int messages) {
    room = messages;
  }

  public boolean isClosed() {
    return closed;
  }

  public boolean isReading() {
    return reading;
  }

  public long chars() {
    return chars;
  }

  /** Everything so far. */
  public List<JsonNode> received() {
    return received;
  }

  /** Those of a type. */
  public List<JsonNode> received(String type) {
    return received.stream().filter(message -> message.path("t").asText().equals(type)).toList();
  }

  /** The latest of a type. */
  public JsonNode latest(String type) {
    List<JsonNode> all = received(type);
    if (all.isEmpty()) {
      throw new NoSuchElementException("no " + type + " in " + received);
    }
    return all.getLast();
  }

  /** The one answer to a request. */
  public JsonNode answer(long id) {
    List<JsonNode> answers =
        received.stream().filter(message -> message.path("re").asLong(-1) == id).toList();
    if (answers.size() != 1) {
      throw new AssertionError("answers to " + id + ": " + answers);
    }
    return answers.getFirst();
  }

  public void forget() {
    received.clear();
  }
}
