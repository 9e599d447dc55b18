/**
 * The messages of the WebSocket subprotocol {@code plenum.v1} as records, and their JSON.
 *
 * <p>{@link dev.plenum.signaling.message.ClientMessage} is what a client may say, {@link
 * dev.plenum.signaling.message.ServerMessage} what the server says. Unknown fields are ignored;
 * what cannot be read becomes an error for its sender and never an exception for the server.
 */
@NullMarked
package dev.plenum.signaling.message;

import org.jspecify.annotations.NullMarked;
