/**
 * Who may do what in which room: tokens in LiveKit's claim form, signed by API keys (RFC 7519,
 * HS256).
 */
@NullMarked
package dev.plenum.signaling.token;

import org.jspecify.annotations.NullMarked;
