package dev.plenum.signaling.whip;

import dev.plenum.sfu.control.SourceKind;
import dev.plenum.signaling.access.Callers;
import dev.plenum.signaling.http.InvalidRequestException;
import dev.plenum.signaling.http.InvalidRequestException.Fault;
import dev.plenum.signaling.http.Paths;
import dev.plenum.signaling.http.ProblemException;
import dev.plenum.signaling.http.Resource;
import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.RefusedException;
import dev.plenum.signaling.room.Admission;
import dev.plenum.signaling.room.Arrival;
import dev.plenum.signaling.room.Doorkeeper;
import dev.plenum.signaling.room.Grant;
import dev.plenum.signaling.room.Room;
import dev.plenum.signaling.room.Rooms;
import dev.plenum.signaling.room.SessionAnswer;
import dev.plenum.signaling.room.View;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/rooms/{room}/whip} and {@code …/whep}. One POST with an offer is a participant; their
 * session's URL ends it by DELETE and restarts ICE by PATCH. The server is ICE-lite and learns
 * addresses from checks, so that trickled candidates are taken and not looked at.
 *
 * <p>Owner: the control loop.
 */
public final class WhipApi {

  private static final String SDP = "application/sdp";
  private static final String ICE_FRAGMENT = "application/trickle-ice-sdpfrag";
  private static final String ROOM = "/v1/rooms/:room/";
  private static final String ANY = "*";

  private final Rooms rooms;
  private final Doorkeeper doorkeeper;
  private final Sessions sessions;

  /**
   * @param random must not be predictable
   */
  public WhipApi(Rooms rooms, Doorkeeper doorkeeper, RandomGenerator random) {
    this.rooms = rooms;
    this.doorkeeper = doorkeeper;
    this.sessions = new Sessions(random);
  }

  /**
   * @param maxBodyBytes of an offer
   */
  public void mount(Router router, int maxBodyBytes) {
    mount(router, "whip", maxBodyBytes, this::publish);
    mount(router, "whep", maxBodyBytes, this::watch);
  }

  /** How a POST becomes somebody who arrives. */
  private interface Reception {
    Arrival arrival(RoutingContext context, Grant grant, String offer);
  }

  private void mount(Router router, String kind, int maxBodyBytes, Reception reception) {
    String endpoint = ROOM + kind;
    router.options(endpoint).order(-1).handler(WhipApi::announce);
    Resource.at(router, endpoint)
        .on(HttpMethod.POST, SDP, maxBodyBytes, context -> begin(context, kind, reception))
        .on(HttpMethod.OPTIONS, context -> context.response().setStatusCode(204).end());
    Resource.at(router, endpoint + "/:session")
        .on(HttpMethod.DELETE, this::end)
        .on(HttpMethod.PATCH, ICE_FRAGMENT, maxBodyBytes, this::patch);
  }

  /** Comes before the answer to a preflight request, which may carry it too. */
  private static void announce(RoutingContext context) {
    context.response().putHeader("Accept-Post", SDP);
    context.next();
  }

  private Arrival publish(RoutingContext context, Grant grant, String offer) {
    if (grant.permissions().publish().isEmpty()) {
      throw notAllowed("publish");
    }
    return Arrival.overHttp(grant, name(context), offer, View.AUTOMATIC);
  }

  private Arrival watch(RoutingContext context, Grant grant, String offer) {
    if (!grant.permissions().subscribe()) {
      throw notAllowed("subscribe");
    }
    return Arrival.overHttp(grant, name(context), offer, view(context));
  }

  private void begin(RoutingContext context, String kind, Reception reception) {
    String roomName = Paths.parameter(context, "room");
    String token =
        Callers.bearer(context.request().getHeader(HttpHeaders.AUTHORIZATION)).orElse(null);
    String offer = text(context);
    Grant grant = doorkeeper.admit(roomName, token);
    Arrival arrival = reception.arrival(context, grant, offer);
    Room room = rooms.enter(roomName);
    Future.fromCompletionStage(room.join(arrival))
        .onSuccess(admission -> begun(context, kind, room, admission))
        .onFailure(context::fail);
  }

  private void begun(RoutingContext context, String kind, Room room, Admission admission) {
    SessionAnswer answer = Objects.requireNonNull(admission.answer(), "an offer has an answer");
    Session session = new Session(room, admission.participant());
    if (context.response().closed()) {
      room.leave(admission.participant());
      return;
    }
    String location =
        "/v1/rooms/" + Paths.segment(room.name()) + "/" + kind + "/" + sessions.add(session);
    context
        .response()
        .setStatusCode(201)
        .putHeader(HttpHeaders.CONTENT_TYPE, SDP)
        .putHeader(HttpHeaders.LOCATION, location)
        .putHeader(HttpHeaders.ETAG, session.entityTag())
        .putHeader("Accept-Patch", ICE_FRAGMENT)
        .end(answer.sdp());
  }

  private void end(RoutingContext context) {
    Session session = session(context);
    sessions.remove(Paths.parameter(context, "session"));
    session.room().leave(session.participant());
    context.response().end();
  }

  private void patch(RoutingContext context) {
    Session session = session(context);
    checkPrecondition(context, session);
    Future.fromCompletionStage(session.room().restartIce(session.participant(), text(context)))
        .onSuccess(restarted -> patched(context, session, restarted))
        .onFailure(context::fail);
  }

  private static void patched(RoutingContext context, Session session, Optional<String> restarted) {
    if (restarted.isPresent()) {
      session.iceRestarted();
    }
    HttpServerResponse response =
        context.response().putHeader(HttpHeaders.ETAG, session.entityTag());
    if (restarted.isPresent()) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, ICE_FRAGMENT).end(restarted.get());
    } else {
      response.setStatusCode(204).end();
    }
  }

  private Session session(RoutingContext context) {
    return sessions.find(Paths.parameter(context, "room"), Paths.parameter(context, "session"));
  }

  /** RFC 9725 section 4.3.1. */
  private static void checkPrecondition(RoutingContext context, Session session) {
    String expected = context.request().getHeader(HttpHeaders.IF_MATCH);
    if (expected == null) {
      throw new ProblemException(
          428,
          ErrorCode.BAD_REQUEST,
          "If-Match is missing.",
          "Send the ETag of the session, or * for an ICE restart.");
    }
    if (!expected.equals(ANY) && !expected.equals(session.entityTag())) {
      throw new ProblemException(
          412,
          ErrorCode.CONFLICT,
          "The ICE session has changed since.",
          "Send the ETag of the latest response, or * for an ICE restart.");
    }
  }

  private static View view(RoutingContext context) {
    String source = context.request().getParam("source");
    if (source == null) {
      return View.AUTOMATIC;
    }
    String[] parts = source.split("/", 2);
    return switch (parts.length == 2 ? parts[1] : "") {
      case "camera" -> new View.One(parts[0], SourceKind.CAMERA);
      case "screen" -> new View.One(parts[0], SourceKind.SCREEN);
      default ->
          throw new InvalidRequestException(
              new Fault("source", "must be {participant}/camera or {participant}/screen"));
    };
  }

  private static @Nullable String name(RoutingContext context) {
    return context.request().getParam("name");
  }

  private static String text(RoutingContext context) {
    String text = context.body().asString();
    return text == null ? "" : text;
  }

  private static RefusedException notAllowed(String what) {
    return new RefusedException(
        ErrorCode.NOT_ALLOWED,
        "The token does not allow to " + what + ".",
        "Use a token whose grants allow it.");
  }
}
