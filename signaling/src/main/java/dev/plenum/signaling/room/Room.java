package dev.plenum.signaling.room;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.sfu.control.AllocationStatus;
import dev.plenum.sfu.control.Layout;
import dev.plenum.sfu.control.MediaRoom;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.signaling.message.Departed;
import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.Permissions;
import dev.plenum.signaling.message.RefusedException;
import dev.plenum.signaling.message.ServerMessage;
import dev.plenum.signaling.message.ServerMessage.Bye;
import dev.plenum.signaling.negotiation.Negotiator;
import dev.plenum.signaling.negotiation.SlotStreams;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One meeting. Its methods do what they say; whether somebody may ask for it is decided by who
 * calls them.
 *
 * <p>Owner: the control loop. Stages complete on it; they fail with {@link RefusedException}.
 */
public final class Room {

  /** How often each participant is looked after: seats, outboxes, what media refused. */
  private static final long LOOK_AFTER_NANOS = 200_000_000;

  private static final Bye ENDED = new Bye("ended", Bye.Action.STOP);
  private static final Bye LEFT = new Bye("left", Bye.Action.STOP);
  private static final Bye REMOVED = new Bye("removed", Bye.Action.STOP);
  private static final Bye LOST = new Bye("lost", Bye.Action.REJOIN);

  private final String name;
  private final RoomSettings settings;
  private final Instant createdAt;
  private final Node node;
  private final boolean onDemand;
  private final ControlLoop loop;
  private final MediaRoom media;
  private final Negotiator negotiator;
  private final Roster roster;
  private final Removals removals = new Removals();
  private final Entrance entrance;
  private final Chat chat = new Chat();
  private final Mutes mutes;
  private final Speakers speakers;
  private final Viewers viewers;
  private int lastPid;
  private int lastNumber;
  private long lastHand;
  private boolean entered;
  private boolean ended;
  private long emptySinceNanos;
  private long lookedAfterNanos;

  /**
   * @param onDemand whether somebody is at the door for whom alone this room is
   * @throws dev.plenum.sfu.control.MediaOverloadedException if the media plane takes no more
   */
  Room(String name, RoomSettings settings, Node node, boolean onDemand) {
    this.name = name;
    this.settings = settings;
    this.node = node;
    this.onDemand = onDemand;
    loop = node.loop();
    createdAt = loop.now();
    long nowNanos = loop.nanoTime();
    emptySinceNanos = nowNanos;
    lookedAfterNanos = nowNanos - LOOK_AFTER_NANOS;
    roster = new Roster(nowNanos);
    media =
        node.media().openRoom(name, new ListenerOnControlLoop(loop, new RoomEvents(this, loop)));
    negotiator =
        new Negotiator(
            media.candidates(),
            node.media().fingerprint(),
            media::newIceParameters,
            node.audioSlots(),
            node.random());
    mutes = new Mutes(media);
    speakers = new Speakers(roster, nowNanos);
    viewers = new Viewers(roster, media, nowNanos);
    entrance =
        new Entrance(
            this,
            new Door(settings, roster, removals, node.limits()),
            new Tickets(node.random(), node.limits().ticketLife().toNanos()),
            new Reception(this, roster, chat, node.limits().ping().toMillis()),
            node);
  }

  public String name() {
    return name;
  }

  public RoomSettings settings() {
    return settings;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public MediaRoom media() {
    return media;
  }

  /** Everybody, hidden participants too, in the order of arrival. */
  public Collection<Participant> participants() {
    return roster.participants();
  }

  public Optional<Participant> participant(String pid) {
    return roster.find(pid);
  }

  /** Whose source this is. */
  public Optional<Participant> owner(int csrc) {
    return roster.participants().stream()
        .filter(participant -> participant.source(csrc).isPresent())
        .findFirst();
  }

  /** Lets somebody in, or fails: full, locked, removed, already here, an offer that cannot be. */
  public CompletionStage<Admission> join(Arrival arrival) {
    return entrance
        .join(arrival)
        .whenComplete(
            (admission, failure) -> {
              if (onDemand && !entered && !entrance.isBusy()) {
                end();
              }
            });
  }

  /** How clients with a WebSocket come in. */
  public Entrance entrance() {
    return entrance;
  }

  Participant newParticipant(Arrival arrival) {
    String pid = "p" + ++lastPid;
    SlotStreams streams =
        arrival.view() instanceof View.One ? SlotStreams.COMMON : SlotStreams.PER_SLOT;
    return new Participant(
        pid,
        arrival,
        new Outbox(loop, roster, node.writer()),
        new MediaSession(
            pid, streams, arrival.steerable(), negotiator, media, loop, () -> ++lastNumber),
        loop.now(),
        loop.nanoTime());
  }

  void add(Participant participant) {
    entered = true;
    roster.add(participant);
    publishRoster();
  }

  /** An offer was answered: its sources are there from now on. */
  void published(Participant participant, SessionOffer offer) {
    participant.publish(offer.sources());
    mutes.byPolicy(participant);
    mutes.apply(participant);
    viewers.connected(participant);
    changed(participant);
  }

  /** Answers a further offer of somebody who is here. */
  public CompletionStage<SessionAnswer> offer(Participant participant, SessionOffer offer) {
    return participant
        .mediaSession()
        .renegotiate(offer, participant.permissions())
        .thenApply(
            sdp -> {
              checkHere(participant);
              published(participant, offer);
              return SessionAnswer.of(participant, sdp);
            });
  }

  /**
   * Restarts ICE without an offer (RFC 9725 section 4.3.3).
   *
   * @param fragment the client's credentials, as {@code application/trickle-ice-sdpfrag}
   * @return the server's new credentials and its candidates in the same form; empty where the
   *     client's credentials are those it has
   */
  public CompletionStage<Optional<String>> restartIce(Participant participant, String fragment) {
    return participant.mediaSession().restartIce(fragment);
  }

  /** What a participant wants to see; the latest wins. */
  public void layout(Participant participant, Layout layout) {
    media.layout(participant.pid(), layout);
  }

  /**
   * What a participant gets of what it asked to see, and why it is not more; empty while nothing.
   */
  public CompletionStage<Optional<AllocationStatus>> allocation(Participant participant) {
    return participant.mediaSession().allocation();
  }

  /** The WebSocket is lost; media may go on, and the seat is held. */
  public void lost(Participant participant, Connection connection) {
    if (participant.outbox().isConnectedTo(connection)) {
      participant.outbox().detach();
      participant.lost(loop.nanoTime());
      changed(participant);
    }
  }

  /** Somebody goes of their own will. */
  public void leave(Participant participant) {
    depart(participant, Departed.Reason.LEFT, LEFT);
  }

  /** Holds somebody's seat no longer. */
  void giveUp(Participant participant) {
    depart(participant, Departed.Reason.LOST, LOST);
  }

  /** Sends somebody away and refuses the tokens which their identity was given until now. */
  public void remove(Participant participant) {
    removals.add(participant.identity(), loop.now());
    roster.participants().stream()
        .filter(other -> other.identity().equals(participant.identity()))
        .toList()
        .forEach(other -> depart(other, Departed.Reason.REMOVED, REMOVED));
  }

  void depart(Participant participant, Departed.Reason reason, Bye bye) {
    media.disconnect(participant.pid());
    participant.outbox().close(bye);
    entrance.forget(participant);
    viewers.gone(participant);
    roster.remove(participant, reason);
    if (roster.size() == 0) {
      emptySinceNanos = loop.nanoTime();
    }
    publishRoster();
  }

  /**
   * Mutes or unmutes one's own source.
   *
   * @throws RefusedException {@code not-allowed} where it may not be published
   */
  public void muteOwn(Participant participant, SourceKind kind, boolean muted) {
    mutes.own(participant, kind, muted);
    changed(participant);
  }

  /** Mutes a source of somebody, as a moderator. Nobody but its owner unmutes it. */
  public void mute(Participant participant, SourceKind kind) {
    mutes.byModerator(participant, kind);
    changed(participant);
  }

  /**
   * Asks somebody to unmute or start a source.
   *
   * @param by a participant id, or a name for whoever asks by REST
   */
  public void ask(Participant participant, SourceKind kind, String by) {
    participant.outbox().control(new ServerMessage.Asked(kind, by));
  }

  /**
   * Sends data to everybody or to some.
   *
   * @param to participant ids, empty for everybody
   * @return the message as others get it
   */
  public ServerMessage.Data post(
      Participant from, String topic, Set<String> to, @Nullable JsonNode body) {
    ServerMessage.Data data = chat.post(from, topic, to, body, loop.now());
    for (Participant reader : roster.participants()) {
      boolean wanted = to.isEmpty() || to.contains(reader.pid());
      boolean later = topic.equals(Chat.TOPIC) && !reader.outbox().isConnected();
      if (wanted && !later && reader != from && !reader.isOverHttp()) {
        reader.outbox().data(topic, 1, data);
      }
    }
    return data;
  }

  /** Raises or lowers a hand. Who raises it again keeps their place. */
  public void hand(Participant participant, boolean up) {
    if (up != participant.handIsUp()) {
      if (up) {
        participant.raiseHand(++lastHand);
      } else {
        participant.lowerHand();
      }
      changed(participant);
    }
  }

  /** Changes what somebody says about themselves; null leaves it as it is. */
  public void describe(
      Participant participant,
      @Nullable String newName,
      @Nullable JsonNode metadata,
      @Nullable Map<String, String> attributes) {
    participant.describe(newName, metadata, attributes);
    changed(participant);
  }

  /** Gives somebody other permissions, in the media plane first. */
  public void permit(Participant participant, Permissions permissions) {
    Permissions before = participant.permissions();
    if (permissions.equals(before)) {
      return;
    }
    participant.permit(permissions);
    if (permissions.subscribe() != before.subscribe()) {
      participant.mediaSession().subscribe(permissions.subscribe());
    }
    mutes.byPolicy(participant);
    changed(participant);
    participant
        .outbox()
        .control(new ServerMessage.PermissionsChanged(permissions.role(), permissions));
  }

  /** Ends the meeting for everybody. */
  public void end() {
    end(() -> ENDED);
  }

  /** Ends it with a last word to everybody, each their own. */
  void end(Supplier<Bye> goodbye) {
    if (!ended) {
      ended = true;
      for (Participant participant : roster.participants()) {
        participant.outbox().close(goodbye.get());
      }
      media.close();
    }
  }

  /** Whether this meeting is over. */
  public boolean isEnded() {
    return ended;
  }

  /** Does what time brings. */
  void tick(long nowNanos) {
    if (nowNanos - lookedAfterNanos >= LOOK_AFTER_NANOS) {
      lookedAfterNanos = nowNanos;
      lookAfterEverybody(nowNanos);
    }
    publishRoster();
    speakers.tick(nowNanos);
    viewers.tick(nowNanos);
    if (roster.size() == 0 && !entrance.isBusy() && nowNanos - emptySinceNanos >= patienceNanos()) {
      end();
    }
  }

  private void lookAfterEverybody(long nowNanos) {
    long seatHeldNanos = node.limits().seatHeld().toNanos();
    for (Participant participant : List.copyOf(roster.participants())) {
      if (participant.isGone(seatHeldNanos, nowNanos)) {
        giveUp(participant);
      } else {
        participant.outbox().shed(nowNanos);
        participant.mediaSession().tick();
      }
    }
  }

  private long patienceNanos() {
    return (entered ? settings.departureTimeout() : settings.emptyTimeout()).toNanos();
  }

  void heard(List<Integer> csrcs) {
    speakers.heard(csrcs, loop.nanoTime());
    viewers.heard(csrcs);
  }

  /** The numbers of the microphones that are heard, loudest first. */
  List<Integer> speakers() {
    return speakers.csrcs();
  }

  void checkOpen() {
    if (ended) {
      throw new RefusedException(
          ErrorCode.NOT_FOUND, "The meeting has ended.", "Join again for a new one.");
    }
  }

  void checkHere(Participant participant) {
    if (roster.find(participant.pid()).isEmpty()) {
      media.disconnect(participant.pid());
      throw new RefusedException(
          ErrorCode.NOT_FOUND, "The participant has left meanwhile.", "Join again.");
    }
  }

  void changed(Participant participant) {
    roster.changed(participant);
    publishRoster();
  }

  private void publishRoster() {
    if (roster.publish(loop.nanoTime())) {
      roster.participants().forEach(participant -> participant.outbox().flush());
    }
  }
}
