/**
 * A network in simulated time: the same seed gives the same packets at the same nanoseconds.
 *
 * <p>{@link dev.plenum.bwe.testkit.Simulation} is the clock, {@link
 * dev.plenum.bwe.testkit.Bottleneck} a link with a queue that flows share, {@link
 * dev.plenum.bwe.testkit.Path} one flow's way through it, and {@link
 * dev.plenum.bwe.testkit.MediaFlow} and {@link dev.plenum.bwe.testkit.TcpFlow} are what travels.
 */
@NullMarked
package dev.plenum.bwe.testkit;

import org.jspecify.annotations.NullMarked;
