/** The program's entry: reads the configuration, starts both planes, says where it is. */
@NullMarked
package dev.plenum.server;

import org.jspecify.annotations.NullMarked;
