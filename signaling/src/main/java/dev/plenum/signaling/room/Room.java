package dev.plenum.signaling.room;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.sfu.control.IceParameters;
import dev.plenum.sfu.control.MediaRoom;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.signaling.message.ServerMessage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One meeting. Its methods do what they say; whether somebody may ask for it is decided by the
 * caller .
 *
 * <p>Owner: the control loop. Stages complete on it; they fail with {@link
 * dev.plenum.signaling.message.RefusedException}.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class Room {

  public String name() {
    throw new UnsupportedOperationException();
  }

  public RoomSettings settings() {
    throw new UnsupportedOperationException();
  }

  public Instant createdAt() {
    throw new UnsupportedOperationException();
  }

  public MediaRoom media() {
    throw new UnsupportedOperationException();
  }

  /** Everybody, hidden participants too, in the order of arrival. */
  public Collection<Participant> participants() {
    throw new UnsupportedOperationException();
  }

  public Optional<Participant> participant(String pid) {
    throw new UnsupportedOperationException(pid);
  }

  /** Lets somebody in, or fails: full, locked, removed, already here, an offer that cannot be. */
  public CompletionStage<Admission> join(Arrival arrival) {
    throw new UnsupportedOperationException(arrival.toString());
  }

  /** Answers a further offer of somebody who is here. */
  public CompletionStage<SessionAnswer> offer(Participant participant, SessionOffer offer) {
    throw new UnsupportedOperationException(offer.toString());
  }

  /**
   * Restarts ICE without an offer (RFC 9725 §4.3.3).
   *
   * @param remote the client's new parameters
   * @return the server's new ones; its candidates stay {@link MediaRoom#candidates()}
   */
  public CompletionStage<IceParameters> restartIce(Participant participant, IceParameters remote) {
    throw new UnsupportedOperationException(remote.toString());
  }

  /** Somebody goes of their own will. */
  public void leave(Participant participant) {
    throw new UnsupportedOperationException(participant.toString());
  }

  /** Sends somebody away and refuses the tokens which their identity was given until now. */
  public void remove(Participant participant) {
    throw new UnsupportedOperationException(participant.toString());
  }

  /** Mutes a source of somebody, as a moderator. Nobody but its owner unmutes it. */
  public void mute(Participant participant, SourceKind kind) {
    throw new UnsupportedOperationException(participant.toString());
  }

  /**
   * Asks somebody to unmute or start a source.
   *
   * @param by a participant id, or a name for whoever asks by REST
   */
  public void ask(Participant participant, SourceKind kind, String by) {
    throw new UnsupportedOperationException(participant.toString());
  }

  /**
   * Sends data to everybody or to some.
   *
   * @param to participant ids, empty for everybody
   * @return the message as others get it
   */
  public ServerMessage.Data post(
      Participant from, String topic, List<String> to, @Nullable JsonNode body) {
    throw new UnsupportedOperationException(topic);
  }

  /** Gives somebody other permissions, in the media plane first. */
  public void permit(Participant participant, Grant grant) {
    throw new UnsupportedOperationException(participant.toString());
  }

  /** Ends the meeting for everybody. */
  public void end() {
    throw new UnsupportedOperationException();
  }
}
