package dev.plenum.signaling.rest;

import dev.plenum.sfu.control.SourceKind;
import dev.plenum.signaling.access.Caller;
import dev.plenum.signaling.access.Callers;
import dev.plenum.signaling.http.InvalidRequestException;
import dev.plenum.signaling.http.InvalidRequestException.Fault;
import dev.plenum.signaling.http.Resource;
import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.RefusedException;
import dev.plenum.signaling.room.Participant;
import dev.plenum.signaling.room.Room;
import dev.plenum.signaling.room.Rooms;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** {@code /v1/rooms/{room}/participants}. Owner: the control loop. */
public final class ParticipantsApi {

  private static final String PATH = "/v1/rooms/:room/participants";

  private final Rooms rooms;
  private final Callers callers;

  public ParticipantsApi(Rooms rooms, Callers callers) {
    this.rooms = rooms;
    this.callers = callers;
  }

  /**
   * @param maxBodyBytes of a request
   */
  public void mount(Router router, int maxBodyBytes) {
    Resource.at(router, PATH).get(this::list);
    Resource.at(router, PATH + "/:id").get(this::show).on(HttpMethod.DELETE, this::remove);
    Resource.at(router, PATH + "/:id/allocation").get(this::allocation);
    Resource.at(router, PATH + "/:id/mute")
        .on(HttpMethod.POST, Exchange.JSON, maxBodyBytes, this::mute);
    Resource.at(router, PATH + "/:id/ask")
        .on(HttpMethod.POST, Exchange.JSON, maxBodyBytes, this::ask);
  }

  /** Which source is meant. */
  record SourceRequest(@Nullable SourceKind kind) {

    SourceKind checkedKind() {
      if (kind == null) {
        throw new InvalidRequestException(
            new Fault("/kind", "must be microphone, camera, screen or screenAudio"));
      }
      return kind;
    }
  }

  private void list(RoutingContext context) {
    Exchange exchange = new Exchange(context);
    exchange.caller(callers).requireView(exchange.path("room"));
    Room room = room(exchange);
    exchange.ok(Page.of(room.participants(), Participant::pid, exchange, ParticipantView::of));
  }

  private void show(RoutingContext context) {
    Exchange exchange = new Exchange(context);
    exchange.caller(callers).requireView(exchange.path("room"));
    exchange.ok(ParticipantView.of(participant(room(exchange), exchange)));
  }

  private void allocation(RoutingContext context) {
    Exchange exchange = new Exchange(context);
    exchange.caller(callers).requireView(exchange.path("room"));
    Room room = room(exchange);
    Future.fromCompletionStage(room.allocation(participant(room, exchange)))
        .map(status -> status.map(present -> AllocationView.of(room, present)))
        .map(view -> view.orElseThrow(ParticipantsApi::nothingAllotted))
        .onSuccess(exchange::ok)
        .onFailure(context::fail);
  }

  private static RefusedException nothingAllotted() {
    return new RefusedException(
        ErrorCode.NOT_FOUND,
        "Nothing has been allotted to the participant.",
        "Ask again when its media is connected.");
  }

  private void remove(RoutingContext context) {
    Exchange exchange = new Exchange(context);
    exchange.caller(callers).requireAdmin(exchange.path("room"));
    Room room = room(exchange);
    room.remove(participant(room, exchange));
    exchange.done();
  }

  private void mute(RoutingContext context) {
    Exchange exchange = new Exchange(context);
    exchange.caller(callers).requireAdmin(exchange.path("room"));
    SourceKind kind = exchange.body(SourceRequest.class).checkedKind();
    Room room = room(exchange);
    Participant participant = participant(room, exchange);
    if (participant.source(kind).isEmpty()) {
      throw new RefusedException(
          ErrorCode.NOT_FOUND,
          "The participant publishes nothing of this kind.",
          "See sources of the participant.");
    }
    room.mute(participant, kind);
    exchange.done();
  }

  private void ask(RoutingContext context) {
    Exchange exchange = new Exchange(context);
    Caller caller = exchange.caller(callers);
    caller.requireAdmin(exchange.path("room"));
    SourceKind kind = exchange.body(SourceRequest.class).checkedKind();
    Room room = room(exchange);
    room.ask(participant(room, exchange), kind, caller.name());
    exchange.done();
  }

  private Room room(Exchange exchange) {
    return RoomsApi.find(rooms, exchange.path("room"));
  }

  private static Participant participant(Room room, Exchange exchange) {
    return room.participant(exchange.path("id"))
        .orElseThrow(
            () ->
                new RefusedException(
                    ErrorCode.NOT_FOUND,
                    "There is no such participant in this room.",
                    "List the participants; ids are not identities."));
  }
}
