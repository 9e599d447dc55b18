package dev.plenum.signaling.message;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What somebody is to the others, for the people list. */
public enum Role {
  @JsonProperty("moderator")
  MODERATOR,
  @JsonProperty("member")
  MEMBER,
  @JsonProperty("viewer")
  VIEWER
}
