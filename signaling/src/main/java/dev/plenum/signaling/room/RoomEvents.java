package dev.plenum.signaling.room;

import dev.plenum.sfu.control.CloseReason;
import dev.plenum.sfu.control.RoomListener;
import dev.plenum.sfu.control.SlotStatus;
import dev.plenum.sfu.control.Speaker;
import dev.plenum.sfu.control.TransportState;
import java.util.List;

/** What the media plane tells a room. Owner: the control loop. */
record RoomEvents(Room room) implements RoomListener {

  @Override
  public void transport(String participantId, TransportState state, CloseReason reason) {
    room.participant(participantId)
        .ifPresent(participant -> room.transportChanged(participant, state, reason));
  }

  @Override
  public void slots(String participantId, List<SlotStatus> changed) {
    room.participant(participantId)
        .ifPresent(
            participant -> {
              participant.mediaSession().show(changed);
              participant.outbox().slots(changed);
            });
  }

  @Override
  public void speakers(List<Speaker> speakers) {
    room.heard(speakers.stream().map(Speaker::csrc).toList());
  }

  /** Receivers learn it by their slots. */
  @Override
  public void flowing(int csrc, boolean flowing) {}
}
