/**
 * From an offer to its answer and to what the media plane must know of it (RFC 9429, RFC 3264, RFC
 * 9143). Pure: no input but the arguments, no clock, no thread.
 */
@NullMarked
package dev.plenum.signaling.negotiation;

import org.jspecify.annotations.NullMarked;
