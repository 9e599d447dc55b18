package dev.plenum.signaling.room;

import dev.plenum.signaling.message.Features;
import dev.plenum.signaling.message.Person;
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
    List<Person> people = roster.seenBy(participant);
    int first = Math.min(people.size(), Roster.PAGE);
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
            people.size(),
            people.subList(0, first),
            first < people.size());
    participant.outbox().attach(connection, joined, roster.rev(), pagesAfter(people, first));
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
    List<Person> people = missed.isPresent() ? List.of() : roster.seenBy(participant);
    int first = Math.min(people.size(), Roster.PAGE);
    ServerMessage resumed =
        new ServerMessage.Resumed(
            re,
            roster.rev(),
            ticket,
            missed.isEmpty(),
            missed.map(Roster.Delta::put).orElse(null),
            missed.map(Roster.Delta::del).orElse(null),
            missed.isPresent() ? null : people.size(),
            missed.isPresent() ? null : people.subList(0, first),
            first < people.size(),
            participant.mediaSession().slots().stream().map(Slot::new).toList(),
            room.speakers(),
            participant.me(),
            info(),
            pingMs,
            Features.KNOWN,
            answer == null ? null : n,
            answer == null ? null : answer.sdp());
    participant.outbox().attach(connection, resumed, roster.rev(), pagesAfter(people, first));
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

  private List<ServerMessage.Roster> pagesAfter(List<Person> people, int first) {
    return first == people.size()
        ? List.of()
        : roster.pages(people.subList(first, people.size()), List.of(), true);
  }

  private RoomInfo info() {
    return new RoomInfo(room.name(), room.settings().locked(), room.settings().metadata());
  }
}
