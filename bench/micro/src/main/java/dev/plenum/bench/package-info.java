/** Microbenchmarks of the packet path, after the conventions of JMH's own samples. */
@NullMarked
package dev.plenum.bench;

import org.jspecify.annotations.NullMarked;
