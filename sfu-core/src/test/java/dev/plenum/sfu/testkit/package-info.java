/** Peers of our own making, for tests of the whole packet path without a network. */
@NullMarked
package dev.plenum.sfu.testkit;

import org.jspecify.annotations.NullMarked;
