@NullMarked
package dev.plenum.rtp.codec;

import org.jspecify.annotations.NullMarked;
