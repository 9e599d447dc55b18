/**
 * When to send faster than the estimate to see whether the network carries more, and what it
 * showed.
 */
@NullMarked
package dev.plenum.bwe.probe;

import org.jspecify.annotations.NullMarked;
