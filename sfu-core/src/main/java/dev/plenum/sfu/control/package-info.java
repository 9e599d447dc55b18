/**
 * The media plane as the control plane sees it: everything that signaling may import of this
 * module.
 *
 * <p>Signaling turns an offer into a {@link dev.plenum.sfu.control.TransportSpec} and an answer;
 * from then on media needs no signaling message to flow. Calls go in through {@link
 * dev.plenum.sfu.control.MediaRoom} from any thread and become commands of the loop which owns the
 * room; what happens comes back through {@link dev.plenum.sfu.control.RoomListener} on that loop.
 */
@NullMarked
package dev.plenum.sfu.control;

import org.jspecify.annotations.NullMarked;
