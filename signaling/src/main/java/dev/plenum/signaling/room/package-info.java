/**
 * Rooms and the people in them: roster, permissions, seats, tickets, chat, hands.
 *
 * <p>All of it belongs to the control loop, one thread, and has no locks; time comes in through
 * {@link dev.plenum.signaling.room.ControlLoop}. The media plane is reached through {@code
 * dev.plenum.sfu.control} alone.
 */
@NullMarked
package dev.plenum.signaling.room;

import org.jspecify.annotations.NullMarked;
