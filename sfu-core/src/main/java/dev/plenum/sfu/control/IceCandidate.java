package dev.plenum.sfu.control;

/**
 * A host candidate of the server (RFC 8839 §5.1).
 *
 * @param address an IP literal
 * @param tcp true for a passive ICE-TCP candidate (RFC 6544)
 * @param priority RFC 8445 §5.1.2
 */
public record IceCandidate(String address, int port, boolean tcp, long priority) {}
