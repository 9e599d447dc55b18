/** Publishing and watching over plain HTTP: WHIP (RFC 9725) and WHEP (draft-ietf-wish-whep). */
@NullMarked
package dev.plenum.signaling.whip;

import org.jspecify.annotations.NullMarked;
