@NullMarked
package dev.plenum.rtp;

import org.jspecify.annotations.NullMarked;
