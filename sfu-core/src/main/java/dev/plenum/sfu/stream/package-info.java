/**
 * Stations 4, 6 and 7 of the packet's way: what a publisher's packets become on their way into a
 * slot.
 *
 * <p>A {@link dev.plenum.sfu.stream.ReceiveStream} takes in one layer and keeps its packets once in
 * a {@link dev.plenum.sfu.stream.PacketHistory}. A {@link dev.plenum.sfu.stream.Forwarder} decides
 * for one slot which packets pass, and numbers them so that the slot looks like one endless stream
 * whatever is switched onto it. A {@link dev.plenum.sfu.stream.SendStream} writes them for one
 * receiver, and again when the receiver has lost them.
 *
 * <p>All of it is pure: no socket, thread or clock. Time comes in as {@code nowNanos} of a
 * monotonic clock. Every object belongs to the loop of its room.
 */
@NullMarked
package dev.plenum.sfu.stream;

import org.jspecify.annotations.NullMarked;
