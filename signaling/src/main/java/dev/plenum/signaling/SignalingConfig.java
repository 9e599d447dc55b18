package dev.plenum.signaling;

import dev.plenum.signaling.http.HttpConfig;
import dev.plenum.signaling.room.RoomLimits;
import dev.plenum.signaling.token.ApiKeys;
import dev.plenum.signaling.websocket.WebSocketLimits;
import java.time.Duration;

/**
 * What the control plane is started with.
 *
 * @param version of the program, for clients and metrics
 * @param keys none at all is development mode: anyone may join and do anything
 * @param rehearsal for how long joins are rehearsed before the node says that it is ready, at most
 */
public record SignalingConfig(
    String version,
    HttpConfig http,
    ApiKeys keys,
    RoomLimits rooms,
    WebSocketLimits webSockets,
    Duration rehearsal) {}
