/**
 * The DTLS 1.2 server side of DTLS-SRTP (RFC 5764) with Bouncy Castle: the node's certificate, and
 * one endpoint per transport. Handshakes run on virtual threads.
 */
@org.jspecify.annotations.NullMarked
package dev.plenum.sfu.dtls;
