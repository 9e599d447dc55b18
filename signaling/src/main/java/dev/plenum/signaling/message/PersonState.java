package dev.plenum.signaling.message;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a participant's signaling is there. Media may flow either way. */
public enum PersonState {
  @JsonProperty("connected")
  CONNECTED,
  @JsonProperty("reconnecting")
  RECONNECTING
}
