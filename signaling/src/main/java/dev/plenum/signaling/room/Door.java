package dev.plenum.signaling.room;

import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.RefusedException;
import dev.plenum.signaling.room.RoomSettings.SecondArrival;
import java.util.List;
import java.util.function.Predicate;

/**
 * Who may come in.
 *
 * <p>Owner: the control loop.
 */
final class Door {

  private static final long FULL_RETRY_MS = 10_000;

  private final RoomSettings settings;
  private final Roster roster;
  private final Removals removals;
  private final int places;

  Door(RoomSettings settings, Roster roster, Removals removals, RoomLimits limits) {
    this.settings = settings;
    this.roster = roster;
    this.removals = removals;
    this.places = Math.min(settings.maxParticipants(), limits.participants());
  }

  /**
   * @param onTheirWay how many have been let in and are not in the roster yet
   * @throws RefusedException where this one may not
   */
  void check(Grant grant, int onTheirWay) {
    if (removals.refuses(grant)) {
      throw new RefusedException(
          ErrorCode.NOT_ALLOWED,
          "This person was removed from the room.",
          "Come with a token that was issued after the removal.");
    }
    if (settings.locked() && !grant.permissions().moderate()) {
      throw new RefusedException(
          ErrorCode.ROOM_LOCKED, "The room is locked.", "Ask a moderator to let you in.");
    }
    List<Participant> same = whomTheyReplace(grant);
    if (settings.secondArrival() == SecondArrival.REJECT && isHere(grant)) {
      throw new RefusedException(
          ErrorCode.CONFLICT,
          "Somebody of this identity is in the room.",
          "Leave there first, or use another identity.");
    }
    if (roster.size() + onTheirWay - same.size() >= places) {
      throw new RefusedException(
          ErrorCode.ROOM_FULL,
          "The room has its " + places + " participants.",
          "Try again when somebody has left.",
          FULL_RETRY_MS);
    }
  }

  /** The most participants at a time. */
  int places() {
    return places;
  }

  /** Who has to go when this one comes in. */
  List<Participant> whomTheyReplace(Grant grant) {
    return settings.secondArrival() == SecondArrival.REPLACE
        ? roster.participants().stream().filter(isSame(grant)).toList()
        : List.of();
  }

  private boolean isHere(Grant grant) {
    return roster.participants().stream().anyMatch(isSame(grant));
  }

  private static Predicate<Participant> isSame(Grant grant) {
    return participant -> participant.identity().equals(grant.identity());
  }
}
