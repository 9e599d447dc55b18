package dev.plenum.sfu.room;

import dev.plenum.sfu.stream.PacketScratch;
import dev.plenum.sfu.transport.TransportContext;
import java.util.concurrent.Executor;
import java.util.function.LongUnaryOperator;

/**
 * What all rooms of one loop share.
 *
 * @param packetScratch where their slots compose packets
 * @param heardMicrophones how many of a room's loudest microphones are heard
 * @param orchestrated whether publishers are told what to send
 * @param aside for what takes longer than packets should wait
 * @param ntpTimestamp the server's wall clock as an NTP timestamp for a moment of its monotonic
 *     clock
 */
public record RoomContext(
    TransportContext transports,
    PacketScratch packetScratch,
    int heardMicrophones,
    boolean orchestrated,
    Executor aside,
    LongUnaryOperator ntpTimestamp) {}
