package dev.plenum.sfu.ice;

/** Told by an {@link IceSession} what its owner has to route. Called on the owner's loop. */
public interface IceListener {

  /**
   * An authentic check came by this path, for the first time or again: what else comes by it
   * belongs to the transport.
   */
  void pathChecked(IcePath path);

  /** The path is forgotten. */
  void pathRemoved(IcePath path);

  /** Packets to the peer go by this path from now on. */
  void pathSelected(IcePath path, long nowNanos);

  /** Checks with this ufrag of ours are no longer the session's, after an ICE restart. */
  void ufragRetired(String ufrag);
}
