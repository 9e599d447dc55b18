package dev.plenum.signaling.room;

import dev.plenum.sfu.control.CloseReason;
import dev.plenum.sfu.control.RoomListener;
import dev.plenum.sfu.control.SlotStatus;
import dev.plenum.sfu.control.SourceEncodings;
import dev.plenum.sfu.control.Speaker;
import dev.plenum.sfu.control.TransportState;
import java.util.List;

/** What the media plane tells a room. Owner: the control loop. */
record RoomEvents(Room room, ControlLoop loop) implements RoomListener {

  @Override
  public void transport(String participantId, TransportState state, CloseReason reason) {
    room.participant(participantId).ifPresent(participant -> transport(participant, state, reason));
  }

  private void transport(Participant participant, TransportState state, CloseReason reason) {
    TransportState before = participant.media();
    if (!participant.mediaSession().changed(state)) {
      return;
    }
    participant.mediaChanged(before, loop.nanoTime());
    boolean ended = state == TransportState.CLOSED;
    if (ended && participant.isOverHttp()) {
      goWithoutMedia(participant, reason);
      return;
    }
    if (ended) {
      participant.unpublish();
    }
    room.changed(participant);
  }

  private void goWithoutMedia(Participant participant, CloseReason reason) {
    if (reason == CloseReason.CONSENT_EXPIRED) {
      room.giveUp(participant);
    } else {
      room.leave(participant);
    }
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

  @Override
  public void encodings(String participantId, SourceEncodings encodings) {
    room.participant(participantId)
        .ifPresent(
            participant -> {
              participant.mediaSession().steer(encodings);
              participant.outbox().encodings(encodings);
            });
  }
}
