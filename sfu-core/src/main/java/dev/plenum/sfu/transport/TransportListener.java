package dev.plenum.sfu.transport;

import dev.plenum.sfu.control.CloseReason;
import dev.plenum.sfu.control.TransportState;

/** Told when a transport changes state. Called on the room's loop. */
@FunctionalInterface
public interface TransportListener {

  /** After {@link TransportState#CLOSED} the transport is of no use any more. */
  void changed(TransportState state, CloseReason reason);
}
