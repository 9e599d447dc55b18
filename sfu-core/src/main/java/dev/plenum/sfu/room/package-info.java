/**
 * Who gets what in a room: station 5 of the packet's way ({@link dev.plenum.sfu.room.Router}), the
 * loudest microphones, and which source each slot shows.
 */
@NullMarked
package dev.plenum.sfu.room;

import org.jspecify.annotations.NullMarked;
