/** What operators watch: Prometheus metrics of the node, without room or person labels. */
@NullMarked
package dev.plenum.signaling.metrics;

import org.jspecify.annotations.NullMarked;
