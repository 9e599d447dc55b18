@NullMarked
package dev.plenum.rtp.dd;

import org.jspecify.annotations.NullMarked;
