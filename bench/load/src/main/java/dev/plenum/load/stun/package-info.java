/** Connectivity checks of ICE as a participant makes and answers them. */
@NullMarked
package dev.plenum.load.stun;

import org.jspecify.annotations.NullMarked;
