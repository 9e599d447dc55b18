/** When what is to be sent to one receiver leaves, and what is dropped rather than kept waiting. */
@NullMarked
package dev.plenum.bwe.pacing;

import org.jspecify.annotations.NullMarked;
