package dev.plenum.sfu.room;

import dev.plenum.sfu.transport.TransportContext;
import java.util.concurrent.Executor;
import java.util.function.LongUnaryOperator;

/**
 * What all rooms of one loop share.
 *
 * @param packetScratch where their slots compose packets; room for a datagram and its protection
 * @param heardMicrophones how many of a room's loudest microphones are heard
 * @param orchestrated whether publishers are told what to send
 * @param aside for what takes longer than packets should wait
 * @param ntpTimestamp the server's wall clock as an NTP timestamp for a moment of its monotonic
 *     clock
 */
@SuppressWarnings("ArrayRecordComponent") // Scratch space: never compared.
public record RoomContext(
    TransportContext transports,
    byte[] packetScratch,
    int heardMicrophones,
    boolean orchestrated,
    Executor aside,
    LongUnaryOperator ntpTimestamp) {}
