/** What is counted per packet: by one loop, without locks, readable from any thread. */
@NullMarked
package dev.plenum.sfu.counters;

import org.jspecify.annotations.NullMarked;
