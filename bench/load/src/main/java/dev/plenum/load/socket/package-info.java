/** Connected UDP sockets that are read in batches, with the kernel's time of each arrival. */
@NullMarked
package dev.plenum.load.socket;

import org.jspecify.annotations.NullMarked;
