/**
 * The part of SDP (RFC 8866) that WebRTC uses (RFC 9429): a reader with limits and a writer, as
 * plain values. What an attribute means for a call is decided in {@code negotiation}.
 */
@NullMarked
package dev.plenum.signaling.sdp;

import org.jspecify.annotations.NullMarked;
