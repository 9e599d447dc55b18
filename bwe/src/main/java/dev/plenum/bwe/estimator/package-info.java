/** What one receiver's network carries, from what became of the packets sent to it. */
@NullMarked
package dev.plenum.bwe.estimator;

import org.jspecify.annotations.NullMarked;
