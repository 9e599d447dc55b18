/**
 * SRTP and SRTCP (RFC 3711, RFC 7714) in place on byte arrays: session keys, the cipher engines,
 * replay protection, and one sender and one receiver per transport.
 */
@org.jspecify.annotations.NullMarked
package dev.plenum.sfu.srtp;
