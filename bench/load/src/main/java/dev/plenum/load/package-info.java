/** A load generator: many synthetic participants in one process, and scenarios that they play. */
@NullMarked
package dev.plenum.load;

import org.jspecify.annotations.NullMarked;
