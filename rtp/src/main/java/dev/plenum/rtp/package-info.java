/**
 * RTP packets, their header extensions and sequence arithmetic.
 *
 * <p>Everything here works in place on a {@code byte[]} with an offset and a length. Flyweights are
 * created once and wrapped around packet after packet; nothing allocates while packets flow. What a
 * peer sends never throws: {@code wrap} answers {@code false} and the caller counts the drop. This
 * package and those below it know no socket, thread or clock.
 */
@NullMarked
package dev.plenum.rtp;

import org.jspecify.annotations.NullMarked;
