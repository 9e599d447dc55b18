/**
 * What lost packets tell of the network: loss that it always has, and loss from sending too fast.
 */
@NullMarked
package dev.plenum.bwe.loss;

import org.jspecify.annotations.NullMarked;
