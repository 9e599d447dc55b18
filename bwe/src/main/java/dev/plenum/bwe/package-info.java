/**
 * Congestion control towards one receiver: how much its network carries, by transport-wide
 * feedback, and when to probe for more.
 *
 * <p>Everything here is pure: no socket, thread or clock. Time comes in as {@code long nowNanos},
 * what the network did as plain values, and decisions go out as values. A state machine says when
 * it wants to be called again ({@code nextDeadlineNanos()}).
 */
@NullMarked
package dev.plenum.bwe;

import org.jspecify.annotations.NullMarked;
