/** Who calls over HTTP and what they may do there: API keys, tokens and development mode. */
@NullMarked
package dev.plenum.signaling.access;

import org.jspecify.annotations.NullMarked;
