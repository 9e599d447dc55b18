/** The WebSocket endpoint {@code /v1/rooms/{room}/join}: connections, limits, requests. */
@NullMarked
package dev.plenum.signaling.websocket;

import org.jspecify.annotations.NullMarked;
