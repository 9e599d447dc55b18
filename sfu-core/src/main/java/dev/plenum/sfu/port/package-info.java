/**
 * Station 1 of the packet's way: datagrams come in and go out in batches, over UDP or over ICE-TCP.
 *
 * <p>This package imports nothing else of ours. What a packet means is decided by the stations
 * behind it.
 */
@org.jspecify.annotations.NullMarked
package dev.plenum.sfu.port;
