package dev.plenum.sfu.transport;

import dev.plenum.sfu.port.DatagramSink;
import dev.plenum.sfu.srtp.SrtpEngine;

/**
 * What all transports of one loop share.
 *
 * @param demux where their addresses are known
 * @param port where their datagrams leave
 * @param handshakes opens their DTLS endpoints
 * @param srtp opens their ciphers
 * @param rtcpScratch where their RTCP is composed
 * @param turns where they wait for a packet's turn
 */
public record TransportContext(
    PacketDemux demux,
    DatagramSink port,
    Handshakes handshakes,
    SrtpEngine srtp,
    RtcpScratch rtcpScratch,
    PacingTurns turns) {}
