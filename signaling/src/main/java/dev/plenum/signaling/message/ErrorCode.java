package dev.plenum.signaling.message;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why something was refused: the same codes over WebSocket and REST. */
public enum ErrorCode {
  BAD_REQUEST,
  UNAUTHENTICATED,
  TOKEN_EXPIRED,
  NOT_ALLOWED,
  NOT_FOUND,
  CONFLICT,
  ROOM_FULL,
  ROOM_LOCKED,
  RATE_LIMITED,
  TOO_LARGE,
  UNSUPPORTED,
  OVERLOADED,
  DRAINING,
  INTERNAL;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The code on the wire, such as {@code bad-request}. */
  @JsonValue
  public String label() {
    return label;
  }
}
