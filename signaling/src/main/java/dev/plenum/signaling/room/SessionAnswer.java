package dev.plenum.signaling.room;

import dev.plenum.sfu.control.SourceKind;
import dev.plenum.signaling.message.ServerMessage.OwnSource;
import java.util.Map;

/**
 * The answer to a {@link SessionOffer}.
 *
 * @param sources the number and m-line of each source that was accepted
 */
public record SessionAnswer(String sdp, Map<SourceKind, OwnSource> sources) {

  static SessionAnswer of(Participant participant, String sdp) {
    return new SessionAnswer(sdp, participant.me().sources());
  }
}
