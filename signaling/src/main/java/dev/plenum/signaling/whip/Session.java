package dev.plenum.signaling.whip;

import dev.plenum.signaling.room.Participant;
import dev.plenum.signaling.room.Room;

/**
 * Somebody who publishes or watches over HTTP. Owner: the control loop.
 *
 * <p>Its entity tag names the ICE session: it changes with each restart (RFC 9725 section 4.3).
 */
final class Session {

  private final Room room;
  private final Participant participant;
  private int iceGeneration;

  Session(Room room, Participant participant) {
    this.room = room;
    this.participant = participant;
  }

  Room room() {
    return room;
  }

  Participant participant() {
    return participant;
  }

  boolean isHere() {
    return room.participant(participant.pid()).filter(here -> here == participant).isPresent();
  }

  void iceRestarted() {
    iceGeneration++;
  }

  String entityTag() {
    return "\"ice-" + iceGeneration + '"';
  }
}
