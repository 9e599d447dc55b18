package dev.plenum.signaling.rest;

import dev.plenum.signaling.access.Callers;
import dev.plenum.signaling.http.Paths;
import dev.plenum.signaling.http.Resource;
import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.RefusedException;
import dev.plenum.signaling.room.Room;
import dev.plenum.signaling.room.Rooms;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code /v1/rooms}. Owner: the control loop. */
public final class RoomsApi {

  private final Rooms rooms;
  private final Callers callers;

  public RoomsApi(Rooms rooms, Callers callers) {
    this.rooms = rooms;
    this.callers = callers;
  }

  /**
   * @param maxBodyBytes of a request
   */
  public void mount(Router router, int maxBodyBytes) {
    Resource.at(router, "/v1/rooms")
        .get(this::list)
        .on(HttpMethod.POST, Exchange.JSON, maxBodyBytes, this::create);
    Resource.at(router, "/v1/rooms/:room").get(this::show).on(HttpMethod.DELETE, this::end);
  }

  static Room find(Rooms rooms, String name) {
    return rooms
        .find(name)
        .orElseThrow(
            () ->
                new RefusedException(
                    ErrorCode.NOT_FOUND,
                    "There is no room of this name.",
                    "Create it, or join it, which creates it too."));
  }

  private void create(RoutingContext context) {
    Exchange exchange = new Exchange(context);
    RoomRequest request = exchange.body(RoomRequest.class);
    String name = request.checkedName();
    exchange.caller(callers).requireCreate(name);
    Room room = rooms.create(name, request.settings());
    exchange.created("/v1/rooms/" + Paths.segment(name), view(room));
  }

  private void list(RoutingContext context) {
    Exchange exchange = new Exchange(context);
    exchange.caller(callers).requireList();
    exchange.ok(Page.of(rooms.all(), Room::name, exchange, this::view));
  }

  private void show(RoutingContext context) {
    Exchange exchange = new Exchange(context);
    String name = exchange.path("room");
    exchange.caller(callers).requireView(name);
    exchange.ok(view(find(rooms, name)));
  }

  private void end(RoutingContext context) {
    Exchange exchange = new Exchange(context);
    String name = exchange.path("room");
    exchange.caller(callers).requireEnd(name);
    find(rooms, name).end();
    exchange.done();
  }

  private RoomView view(Room room) {
    return RoomView.of(room, rooms.limits().participants());
  }
}
