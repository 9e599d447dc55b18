/**
 * The lite side of ICE (RFC 8445) with consent (RFC 7675): credentials, the STUN messages of
 * connectivity checks, and one session per transport. Addresses are plain numbers; there is no
 * socket and no clock here.
 */
@org.jspecify.annotations.NullMarked
package dev.plenum.sfu.ice;
