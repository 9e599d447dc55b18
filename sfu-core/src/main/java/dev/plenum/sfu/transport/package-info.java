/**
 * One peer's association and what is around it: stations 2 ({@link
 * dev.plenum.sfu.transport.PacketDemux}), 3 ({@link dev.plenum.sfu.transport.IngressTransport}) and
 * 8 ({@link dev.plenum.sfu.transport.EgressTransport}) of the packet's way.
 */
@NullMarked
package dev.plenum.sfu.transport;

import org.jspecify.annotations.NullMarked;
