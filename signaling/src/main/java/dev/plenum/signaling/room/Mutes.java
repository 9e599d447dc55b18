package dev.plenum.signaling.room;

import dev.plenum.sfu.control.MediaRoom;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.MuteAuthor;
import dev.plenum.signaling.message.RefusedException;
import java.util.List;

/**
 * Mutes sources, in the media plane first. Nothing is ever unmuted but by its owner.
 *
 * <p>Owner: the control loop.
 */
record Mutes(MediaRoom media) {

  /** Tells a new transport which of its sources are muted. */
  void apply(Participant participant) {
    for (Participant.Source source : participant.sources()) {
      media.mute(source.csrc(), source.isMuted());
    }
  }

  void own(Participant participant, SourceKind kind, boolean muted) {
    if (!muted && !participant.permissions().publish().contains(kind)) {
      throw new RefusedException(
          ErrorCode.NOT_ALLOWED,
          "This source may not be published.",
          "Wait for a moderator's permission.");
    }
    mute(participant, kind, muted ? MuteAuthor.SELF : MuteAuthor.NOBODY);
  }

  void byModerator(Participant participant, SourceKind kind) {
    participant
        .source(kind)
        .filter(source -> !source.isMuted())
        .ifPresent(source -> mute(participant, kind, MuteAuthor.MODERATOR));
  }

  /** Mutes what may no longer be published. */
  void byPolicy(Participant participant) {
    for (Participant.Source source : List.copyOf(participant.sources())) {
      if (!participant.permissions().publish().contains(source.kind())) {
        mute(participant, source.kind(), MuteAuthor.POLICY);
      }
    }
  }

  private void mute(Participant participant, SourceKind kind, MuteAuthor author) {
    participant
        .source(kind)
        .ifPresent(source -> media.mute(source.csrc(), author != MuteAuthor.NOBODY));
    participant.mute(kind, author);
  }
}
