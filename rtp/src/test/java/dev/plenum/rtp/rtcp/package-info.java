@NullMarked
package dev.plenum.rtp.rtcp;

import org.jspecify.annotations.NullMarked;
