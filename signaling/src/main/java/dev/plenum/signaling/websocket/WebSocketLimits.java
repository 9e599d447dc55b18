package dev.plenum.signaling.websocket;

import dev.plenum.signaling.message.Limits;

/** What holds for every WebSocket of a node. */
public record WebSocketLimits(Limits sizes, RateLimits rates) {

  public static final WebSocketLimits DEFAULT =
      new WebSocketLimits(Limits.DEFAULT, RateLimits.DEFAULT);
}
