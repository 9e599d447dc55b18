package dev.plenum.sfu.ice;

/**
 * The verdict on a check and the datagram to send back by the same path.
 *
 * @param response whole STUN message; empty if there is nothing to say
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, sent, and forgotten.
public record IceAnswer(IceVerdict verdict, byte[] response) {}
