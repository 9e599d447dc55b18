package dev.plenum.signaling.room;

import dev.plenum.signaling.message.Departed;
import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.RefusedException;
import dev.plenum.signaling.message.ServerMessage.Bye;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * How people come into a room and back to their seats.
 *
 * <p>Owner: the control loop. Stages complete on it; they fail with {@link RefusedException}.
 */
public final class Entrance {

  private static final Bye REPLACED = new Bye("replaced", Bye.Action.STOP);

  private final Room room;
  private final Door door;
  private final Tickets tickets;
  private final Reception reception;
  private final ControlLoop loop;
  private final JoinListener joins;
  private int onTheirWay;

  Entrance(Room room, Door door, Tickets tickets, Reception reception, Node node) {
    this.room = room;
    this.door = door;
    this.tickets = tickets;
    this.reception = reception;
    loop = node.loop();
    joins = node.joins();
  }

  /** Whether somebody has been let in who is not in the roster yet. */
  boolean isBusy() {
    return onTheirWay > 0;
  }

  /** The most participants at a time. */
  public int places() {
    return door.places();
  }

  CompletionStage<Admission> join(Arrival arrival) {
    long beganNanos = loop.nanoTime();
    return admit(arrival)
        .whenComplete(
            (admission, failure) -> joins.joined(refusal(failure), loop.nanoTime() - beganNanos));
  }

  private static @Nullable ErrorCode refusal(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> null;
      case RefusedException refused -> refused.code();
      case CompletionException wrapped -> refusal(wrapped.getCause());
      default -> ErrorCode.INTERNAL;
    };
  }

  private CompletionStage<Admission> admit(Arrival arrival) {
    Participant participant;
    try {
      check(arrival.grant());
      participant = room.newParticipant(arrival);
    } catch (RefusedException refused) {
      return CompletableFuture.failedFuture(refused);
    }
    SessionOffer offer = arrival.offer();
    if (offer == null) {
      enter(participant, arrival.grant());
      return CompletableFuture.completedFuture(new Admission(participant, null));
    }
    onTheirWay++;
    return participant
        .mediaSession()
        .connect(offer, participant.permissions())
        .whenComplete((sdp, failure) -> onTheirWay--)
        .thenApply(sdp -> enter(participant, arrival.grant(), offer, sdp));
  }

  private Admission enter(Participant participant, Grant grant, SessionOffer offer, String sdp) {
    try {
      check(grant);
    } catch (RefusedException refused) {
      room.media().disconnect(participant.pid());
      throw refused;
    }
    room.published(participant, offer);
    enter(participant, grant);
    return new Admission(participant, SessionAnswer.of(participant, sdp));
  }

  private void enter(Participant participant, Grant grant) {
    for (Participant replaced : door.whomTheyReplace(grant)) {
      room.depart(replaced, Departed.Reason.REPLACED, REPLACED);
    }
    room.add(participant);
  }

  private void check(Grant grant) {
    room.checkOpen();
    door.check(grant, onTheirWay);
  }

  /**
   * Sends {@code joined} and what follows it.
   *
   * @param re the id of the request
   * @param n the number of the offer
   */
  public void welcome(Admission admission, Connection connection, long re, int n) {
    Participant participant = admission.participant();
    String ticket = tickets.issue(participant.pid(), loop.nanoTime());
    reception.welcome(admission, connection, re, n, ticket);
  }

  /** Gives somebody back their seat, and answers the offer of a new PeerConnection, if any. */
  public CompletionStage<Admission> resume(String ticket, @Nullable SessionOffer offer) {
    Participant participant;
    try {
      room.checkOpen();
      participant = seat(ticket);
    } catch (RefusedException refused) {
      return CompletableFuture.failedFuture(refused);
    }
    if (offer == null) {
      return CompletableFuture.completedFuture(new Admission(participant, null));
    }
    return participant
        .mediaSession()
        .connect(offer, participant.permissions())
        .whenComplete(
            (sdp, failure) -> {
              if (failure != null) {
                tickets.giveBack(participant.pid(), ticket, loop.nanoTime());
              }
            })
        .thenApply(
            sdp -> {
              room.checkHere(participant);
              room.published(participant, offer);
              return new Admission(participant, SessionAnswer.of(participant, sdp));
            });
  }

  /**
   * The client went away before it was welcomed back: it still holds the ticket that it came with.
   */
  public void giveBack(Participant participant, String ticket) {
    tickets.giveBack(participant.pid(), ticket, loop.nanoTime());
  }

  private Participant seat(String ticket) {
    return switch (tickets.redeem(ticket, loop.nanoTime())) {
      case Tickets.Redeemed.Seat seat -> room.participant(seat.pid()).orElseThrow();
      case Tickets.Redeemed.Used used ->
          throw new RefusedException(
              ErrorCode.CONFLICT, "The ticket has been used.", "Join with a token.");
      case Tickets.Redeemed.Unknown unknown ->
          throw new RefusedException(
              ErrorCode.NOT_FOUND, "The seat is no longer held.", "Join with a token.");
    };
  }

  /**
   * Sends {@code resumed} and what follows it, on a connection that takes the place of any other.
   *
   * @param re the id of the request
   * @param n the number of the offer
   * @param rev the roster's revision that the client has
   */
  public void welcomeBack(Admission admission, Connection connection, long re, int n, long rev) {
    Participant participant = admission.participant();
    participant.outbox().close(REPLACED);
    participant.back();
    if (rev == 0) {
      participant.answers().clear();
    }
    room.changed(participant);
    String ticket = tickets.issue(participant.pid(), loop.nanoTime());
    reception.welcomeBack(admission, connection, re, n, ticket, rev);
  }

  void forget(Participant participant) {
    tickets.forget(participant.pid());
  }
}
