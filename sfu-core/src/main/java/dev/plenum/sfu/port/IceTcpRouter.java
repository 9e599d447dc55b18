package dev.plenum.sfu.port;

import org.jspecify.annotations.Nullable;

/** Finds the shard loop that a new ICE-TCP connection belongs to; called from Netty's thread. */
@FunctionalInterface
public interface IceTcpRouter {
  /**
   * @param localUfrag our half of the USERNAME in the connection's first binding request
   * @return the inbox of the loop that gave out this fragment, or null if nobody did
   */
  @Nullable IceTcpInbox route(String localUfrag);
}
