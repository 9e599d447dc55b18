/**
 * A node's media plane as it runs: the loops, each with its thread, port and rooms. Only the
 * program's entry imports this package.
 */
@NullMarked
package dev.plenum.sfu.node;

import org.jspecify.annotations.NullMarked;
