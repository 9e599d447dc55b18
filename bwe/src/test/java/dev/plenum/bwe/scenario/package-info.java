/** The cases that congestion control is judged by, with the figures that it must show. */
@NullMarked
package dev.plenum.bwe.scenario;

import org.jspecify.annotations.NullMarked;
