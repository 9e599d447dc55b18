package dev.plenum.signaling.websocket;

import dev.plenum.sfu.control.Layout;
import dev.plenum.sfu.control.Layout.Tile;
import dev.plenum.signaling.message.ClientMessage;
import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.Limits;
import dev.plenum.signaling.message.MessageWriter;
import dev.plenum.signaling.message.RefusedException;
import dev.plenum.signaling.message.ServerMessage;
import dev.plenum.signaling.room.Doorkeeper;
import dev.plenum.signaling.room.NameRules;
import dev.plenum.signaling.room.Participant;
import dev.plenum.signaling.room.Room;
import dev.plenum.signaling.room.SessionAnswer;
import dev.plenum.signaling.room.SessionOffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a participant may ask for: checks permissions, does it, and answers once.
 *
 * <p>Owner: the control loop.
 */
final class Requests {

  private static final int MOST_TILES = 64;
  private static final String CHAT = "chat";

  private final Room room;
  private final Participant participant;
  private final Doorkeeper doorkeeper;
  private final MessageWriter writer;
  private final Limits limits;

  Requests(
      Room room,
      Participant participant,
      Doorkeeper doorkeeper,
      MessageWriter writer,
      Limits limits) {
    this.room = room;
    this.participant = participant;
    this.doorkeeper = doorkeeper;
    this.writer = writer;
    this.limits = limits;
  }

  Participant participant() {
    return participant;
  }

  Room room() {
    return room;
  }

  /** Runs a request that is new, and repeats the answer of one that is not. */
  void handle(ClientMessage message) {
    switch (participant.answers().note(message.id())) {
      case NEW -> run(message);
      case PENDING -> {}
      case ANSWERED ->
          participant.answers().reply(message.id()).ifPresent(participant.outbox()::control);
    }
  }

  private void run(ClientMessage message) {
    long id = message.id();
    try {
      switch (message) {
        case ClientMessage.Offer offer -> offer(offer);
        case ClientMessage.Data data -> answer(id, post(data));
        case ClientMessage.Leave leave -> {
          answer(id, new ServerMessage.Ok(id));
          room.leave(participant);
        }
        case ClientMessage.Ping ping -> answer(id, new ServerMessage.Pong(id));
        case ClientMessage.Layout layout -> done(id, () -> layout(layout));
        case ClientMessage.Mute mute -> done(id, () -> mute(mute));
        case ClientMessage.Ask ask -> done(id, () -> ask(ask));
        case ClientMessage.Hand hand -> done(id, () -> room.hand(participant, hand.up()));
        case ClientMessage.Kick kick -> done(id, () -> kick(kick));
        case ClientMessage.Me me -> done(id, () -> describe(me));
        case ClientMessage.Token token -> done(id, () -> renew(token));
        case ClientMessage.Join join -> throw alreadyHere();
        case ClientMessage.Resume resume -> throw alreadyHere();
      }
    } catch (RefusedException refused) {
      answer(id, new ServerMessage.Failure(id, refused));
    }
  }

  private void done(long id, Runnable request) {
    request.run();
    answer(id, new ServerMessage.Ok(id));
  }

  private void answer(long id, ServerMessage.Reply reply) {
    String text = writer.write(reply);
    participant.answers().keep(id, text);
    participant.outbox().control(text);
  }

  private void offer(ClientMessage.Offer offer) {
    long id = offer.id();
    room.offer(participant, new SessionOffer(offer.sdp(), offer.sources()))
        .whenComplete(
            (answer, failure) ->
                answer(
                    id,
                    failure == null
                        ? answered(offer, answer)
                        : new ServerMessage.Failure(id, Failures.refusal(failure))));
  }

  private static ServerMessage.Reply answered(ClientMessage.Offer offer, SessionAnswer answer) {
    return new ServerMessage.Answer(offer.id(), offer.n(), answer.sdp(), answer.sources());
  }

  private void layout(ClientMessage.Layout layout) {
    List<Tile> tiles =
        layout.tiles().stream()
            .limit(MOST_TILES)
            .map(tile -> new Tile(tile.csrc(), tile.w(), tile.h(), tile.prio()))
            .toList();
    room.layout(participant, new Layout(tiles, Layout.LOUDEST));
  }

  private void mute(ClientMessage.Mute mute) {
    Participant owner =
        room.owner(mute.csrc())
            .orElseThrow(() -> notFound("There is no source " + mute.csrc() + "."));
    var kind = owner.source(mute.csrc()).orElseThrow().kind();
    if (owner.pid().equals(participant.pid())) {
      room.muteOwn(participant, kind, mute.muted());
      return;
    }
    requireModerator();
    if (!mute.muted()) {
      throw notAllowed("Nobody can unmute somebody else.", "Ask them with an ask message.");
    }
    room.mute(owner, kind);
  }

  private void ask(ClientMessage.Ask ask) {
    requireModerator();
    room.ask(person(ask.pid()), ask.kind(), participant.pid());
  }

  private void kick(ClientMessage.Kick kick) {
    requireModerator();
    room.remove(person(kick.pid()));
  }

  private ServerMessage.Ok post(ClientMessage.Data data) {
    NameRules.checkTopic(data.topic());
    var permissions = participant.permissions();
    boolean allowed = data.topic().equals(CHAT) ? permissions.chat() : permissions.data();
    if (!allowed) {
      throw notAllowed("You may not write to this topic.", "Ask a moderator for permission.");
    }
    String body = data.body() == null ? "" : data.body().toString();
    if (body.getBytes(StandardCharsets.UTF_8).length > limits.dataBytes()) {
      throw new RefusedException(
          ErrorCode.TOO_LARGE,
          "The body is larger than " + limits.dataBytes() + " bytes.",
          "Send less at once.");
    }
    var posted = room.post(participant, data.topic(), recipients(data.to()), data.body());
    return new ServerMessage.Ok(data.id(), posted.mid(), posted.time());
  }

  /** Those of these participants who are here. */
  private Set<String> recipients(List<String> pids) {
    Set<String> recipients = new HashSet<>(pids);
    int places = room.entrance().places();
    if (recipients.size() > places) {
      throw new RefusedException(
          ErrorCode.TOO_LARGE,
          "There are more recipients than the room has places: " + places + ".",
          "Leave \"to\" out where everybody is meant.");
    }
    recipients.removeIf(pid -> room.participant(pid).isEmpty());
    if (recipients.isEmpty() && !pids.isEmpty()) {
      throw notFound("None of the recipients is here.");
    }
    return recipients;
  }

  private void describe(ClientMessage.Me me) {
    if (!participant.permissions().updateMe()) {
      throw notAllowed("You may not change what is said about you.", "Ask for another token.");
    }
    String name = me.name() == null ? null : NameRules.personName(me.name());
    NameRules.checkMetadata(me.metadata());
    NameRules.checkAttributes(me.attributes());
    if (name != null && name.isEmpty()) {
      throw new RefusedException(
          ErrorCode.BAD_REQUEST, "The name is empty.", "Give at least one visible character.");
    }
    room.describe(participant, name, me.metadata(), me.attributes());
  }

  private void renew(ClientMessage.Token token) {
    room.permit(participant, doorkeeper.renew(room.name(), token.token(), participant));
  }

  private Participant person(String pid) {
    return room.participant(pid).orElseThrow(() -> notFound("There is nobody called " + pid + "."));
  }

  private void requireModerator() {
    if (!participant.permissions().moderate()) {
      throw notAllowed("Only moderators may do this.", "Ask a moderator.");
    }
  }

  private static RefusedException alreadyHere() {
    return new RefusedException(
        ErrorCode.CONFLICT, "This connection has joined already.", "Use another WebSocket.");
  }

  private static RefusedException notFound(String what) {
    return new RefusedException(ErrorCode.NOT_FOUND, what, "It may have gone meanwhile.");
  }

  private static RefusedException notAllowed(String what, String fix) {
    return new RefusedException(ErrorCode.NOT_ALLOWED, what, fix);
  }
}
