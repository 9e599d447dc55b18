/**
 * Which layer of each source that a receiver asked to see fits into what its network carries.
 *
 * <p>The sources' layers, the asked tiles and the estimate come in as values; what each tile gets,
 * and why it gets no more, goes out as values. An {@link dev.plenum.bwe.allocation.Allocator} keeps
 * one receiver's state between calls, so that pictures do not change at every breath of the
 * estimate.
 */
@NullMarked
package dev.plenum.bwe.allocation;

import org.jspecify.annotations.NullMarked;
