package dev.plenum.signaling.websocket;

import dev.plenum.signaling.message.Limits;

/** What holds for every WebSocket of a node. */
public record SignalingConfig(Limits sizes, RateLimits rates) {

  public static final SignalingConfig DEFAULT =
      new SignalingConfig(Limits.DEFAULT, RateLimits.DEFAULT);
}
