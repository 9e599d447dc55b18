/** Whole meetings: the server as its own process, real browsers and other real clients. */
@NullMarked
package dev.plenum.e2e;

import org.jspecify.annotations.NullMarked;
