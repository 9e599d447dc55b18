package dev.plenum.signaling.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.plenum.signaling.message.Json;
import dev.plenum.signaling.message.Permissions;
import dev.plenum.signaling.message.Person;
import dev.plenum.signaling.room.Participant;

/**
 * A participant as REST shows them: what everybody in the room sees, and what only the embedder
 * should know.
 *
 * @param media the state of the transport
 */
record ParticipantView(
    @JsonUnwrapped Person person, String identity, String joinedAt, String media, Permissions can) {

  static ParticipantView of(Participant participant) {
    return new ParticipantView(
        participant.person(),
        participant.identity(),
        participant.joinedAt().toString(),
        Json.label(participant.media()),
        participant.permissions());
  }
}
