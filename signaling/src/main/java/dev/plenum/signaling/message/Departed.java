package dev.plenum.signaling.message;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** Who is gone and why; on the wire {@code ["p3","left"]}. */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"pid", "reason"})
public record Departed(String pid, Reason reason) {

  /** Why somebody is gone. */
  public enum Reason {
    @JsonProperty("left")
    LEFT,
    @JsonProperty("removed")
    REMOVED,
    @JsonProperty("replaced")
    REPLACED,
    @JsonProperty("lost")
    LOST
  }
}
