package dev.plenum.sfu.control;

import java.util.List;

/** Told of what happens in a room. Called on the room's loop: hand over and return at once. */
public interface RoomListener {

  /** A transport changed state; after {@link TransportState#CLOSED} nothing more comes for it. */
  void transport(String participantId, TransportState state, CloseReason reason);

  /** Slots of a participant show something else from now on; only the changed ones are given. */
  void slots(String participantId, List<SlotStatus> changed);

  /** Who is heard, loudest first, when that has changed. */
  void speakers(List<Speaker> speakers);

  /** A source's first media has arrived, or none has for 2 s. */
  void flowing(int csrc, boolean flowing);

  /**
   * A participant should send other encodings of a source from now on. Told again while its
   * publisher does not follow; media goes on whether it does or not. Only for transports that are
   * {@linkplain TransportSpec#steerable steerable}.
   */
  void encodings(String participantId, SourceEncodings encodings);
}
