@NullMarked
package dev.plenum.bwe.pacing;

import org.jspecify.annotations.NullMarked;
