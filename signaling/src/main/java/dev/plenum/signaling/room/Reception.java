package dev.plenum.signaling.room;

import dev.plenum.signaling.message.Features;
import dev.plenum.signaling.message.ServerMessage;
import dev.plenum.signaling.message.ServerMessage.RoomInfo;
import dev.plenum.signaling.message.ServerMessage.Slot;
import java.util.List;
import java.util.Optional;

/**
 * Welcomes clients: the first message that they get, then what it has no room for.
 *
 * <p>Owner: the control loop.
 */
final class Reception {

  private final Room room;
  private final Roster roster;
  private final Chat chat;
  private final long pingMs;

  Reception(Room room, Roster roster, Chat chat, long pingMs) {
    this.room = room;
    this.roster = roster;
    this.chat = chat;
    this.pingMs = pingMs;
  }

  /**
   * @param re the id of the request
   * @param n the number of the offer
   */
  void welcome(Admission admission, Connection connection, long re, int n, String ticket) {
    Participant participant = admission.participant();
    SessionAnswer answer = admission.answer();
    Roster.Whole whole = roster.whole(participant);
    ServerMessage joined =
        new ServerMessage.Joined(
            re,
            roster.rev(),
            answer == null ? null : n,
            answer == null ? null : answer.sdp(),
            participant.me(),
            info(),
            ticket,
            pingMs,
            Features.KNOWN,
            whole.count(),
            whole.first(),
            whole.hasMore());
    participant.outbox().attach(connection, joined, roster.rev(), whole.rest());
    sayWhatIsGoingOn(participant);
  }

  /**
   * @param re the id of the request
   * @param n the number of the offer
   * @param rev the roster's revision that the client has
   */
  void welcomeBack(
      Admission admission, Connection connection, long re, int n, String ticket, long rev) {
    Participant participant = admission.participant();
    SessionAnswer answer = admission.answer();
    Optional<Roster.Delta> missed =
        participant.outbox().isUncertain(rev)
            ? Optional.empty()
            : roster.since(rev).filter(delta -> delta.put().size() <= Roster.PAGE);
    Roster.Whole whole = missed.isPresent() ? null : roster.whole(participant);
    ServerMessage resumed =
        new ServerMessage.Resumed(
            re,
            roster.rev(),
            ticket,
            whole != null,
            missed.map(Roster.Delta::put).orElse(null),
            missed.map(Roster.Delta::del).orElse(null),
            whole == null ? null : whole.count(),
            whole == null ? null : whole.first(),
            whole != null && whole.hasMore(),
            participant.mediaSession().slots().stream().map(Slot::new).toList(),
            room.speakers(),
            participant.me(),
            info(),
            pingMs,
            Features.KNOWN,
            answer == null ? null : n,
            answer == null ? null : answer.sdp());
    List<ServerMessage.Roster> rest = whole == null ? List.of() : whole.rest();
    participant.outbox().attach(connection, resumed, roster.rev(), rest);
    participant.mediaSession().encodings().forEach(participant.outbox()::encodings);
    sayHistory(participant);
  }

  private void sayWhatIsGoingOn(Participant participant) {
    sayHistory(participant);
    if (!room.speakers().isEmpty()) {
      participant.outbox().speakers(new ServerMessage.Speakers(room.speakers()));
    }
  }

  private void sayHistory(Participant participant) {
    for (ServerMessage.History history : chat.history(participant.pid())) {
      participant.outbox().data(Chat.TOPIC, history.items().size(), history);
    }
  }

  private RoomInfo info() {
    return new RoomInfo(room.name(), room.settings().locked(), room.settings().metadata());
  }
}
