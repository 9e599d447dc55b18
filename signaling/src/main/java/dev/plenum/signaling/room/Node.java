package dev.plenum.signaling.room;

import dev.plenum.sfu.control.MediaNode;
import dev.plenum.signaling.message.MessageWriter;
import java.util.random.RandomGenerator;

/**
 * What all rooms of a node share.
 *
 * @param audioSlots how many of a client's audio m-lines carry the loudest microphones
 * @param random must not be predictable
 */
record Node(
    MediaNode media,
    ControlLoop loop,
    RoomLimits limits,
    int audioSlots,
    RandomGenerator random,
    MessageWriter writer,
    JoinListener joins) {}
