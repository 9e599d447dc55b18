package dev.plenum.signaling;

import dev.plenum.sfu.control.MediaNode;
import dev.plenum.signaling.access.Callers;
import dev.plenum.signaling.http.HttpLimits;
import dev.plenum.signaling.http.HttpService;
import dev.plenum.signaling.http.Resource;
import dev.plenum.signaling.http.WebFiles;
import dev.plenum.signaling.http.WebSocketSupport;
import dev.plenum.signaling.message.Features;
import dev.plenum.signaling.message.Json;
import dev.plenum.signaling.message.Limits;
import dev.plenum.signaling.message.PersonState;
import dev.plenum.signaling.metrics.MetricsEndpoint;
import dev.plenum.signaling.metrics.NodeMetrics;
import dev.plenum.signaling.rest.ClientConfig;
import dev.plenum.signaling.rest.ClientConfig.ClientLimits;
import dev.plenum.signaling.rest.ClientConfig.Codecs;
import dev.plenum.signaling.rest.ClientConfig.Slots;
import dev.plenum.signaling.rest.ConfigApi;
import dev.plenum.signaling.rest.HealthApi;
import dev.plenum.signaling.rest.HealthApi.Readiness;
import dev.plenum.signaling.rest.OpenApi;
import dev.plenum.signaling.rest.ParticipantsApi;
import dev.plenum.signaling.rest.RoomsApi;
import dev.plenum.signaling.rest.TokensApi;
import dev.plenum.signaling.room.Doorkeeper;
import dev.plenum.signaling.room.Rooms;
import dev.plenum.signaling.token.Tokens;
import dev.plenum.signaling.websocket.JoinSocket;
import dev.plenum.signaling.websocket.MessageCompression;
import dev.plenum.signaling.websocket.Rehearsal;
import dev.plenum.signaling.websocket.VertxControlLoop;
import dev.plenum.signaling.whip.WhipApi;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of the control plane, put together. Owner: the control loop. */
final class ControlPlane {

  private static final Logger LOG = LoggerFactory.getLogger(ControlPlane.class);

  /** Over how long clients come back after a restart. */
  private static final Duration RETURN_SPREAD = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final SignalingConfig config;
  private final NodeMetrics metrics;
  private final MediaNode media;
  private final SecureRandom random = new SecureRandom();
  private boolean rehearsed;
  private final Rooms rooms;
  private final JoinSocket joinSocket;
  private final Router router;
  private @Nullable HttpService http;

  ControlPlane(Vertx vertx, Context controlLoop, SignalingConfig config, MediaNode media) {
    this.vertx = vertx;
    this.config = config;
    this.media = media;
    metrics = new NodeMetrics(media, config.version());
    Tokens tokens = new Tokens(config.keys(), Clock.systemUTC());
    Doorkeeper doorkeeper =
        config.keys().isDevelopment()
            ? Doorkeeper.lettingIn(random)
            : Doorkeeper.asking(tokens, random);
    rooms =
        new Rooms(
            media,
            new VertxControlLoop(controlLoop),
            config.rooms(),
            Slots.DEFAULT.audio(),
            random,
            (refusal, durationNanos) ->
                metrics.joined(refusal == null ? "ok" : refusal.label(), durationNanos));
    joinSocket = new JoinSocket(rooms, doorkeeper, config.webSockets());
    router = HttpService.router(vertx);
    Resource.at(router, JoinSocket.PATH).on(HttpMethod.GET, joinSocket);
    mountRest(new Callers(config.keys(), tokens), tokens);
    new WhipApi(rooms, doorkeeper, random).mount(router, config.http().limits().sdpBytes());
    new HealthApi(media, this::readiness).mount(router);
    bindMetrics();
    new MetricsEndpoint(metrics).mount(router);
    new WebFiles(config.http().frameAncestors()).mount(router);
  }

  /** The paths that are served, for the test of their description. */
  Router router() {
    return router;
  }

  /** Returns the port. */
  Future<Integer> listen() {
    joinSocket.start(vertx);
    return HttpService.start(vertx, config.http(), router, new JoinSocketSupport())
        .map(
            started -> {
              http = started;
              rehearse();
              return started.port();
            });
  }

  private void rehearse() {
    long endNanos = rooms.loop().nanoTime() + config.rehearsal().toNanos();
    AtomicBoolean over = new AtomicBoolean();
    media.rehearse(over::get);
    rehearseJoins(
            () ->
                rooms.isDraining()
                    || !rooms.all().isEmpty()
                    || endNanos - rooms.loop().nanoTime() <= 0)
        .onFailure(bug -> LOG.error("joins cannot be rehearsed", bug))
        .onComplete(
            done -> {
              over.set(true);
              rehearsed = true;
            });
  }

  /** On a stage of its own: nobody who comes to this server sees its room. */
  private Future<Void> rehearseJoins(BooleanSupplier isOver) {
    if (isOver.getAsBoolean()) {
      return Future.succeededFuture();
    }
    Rooms unseen = new Rooms(media, rooms.loop(), config.rooms(), Slots.DEFAULT.audio(), random);
    JoinSocket door = new JoinSocket(unseen, Doorkeeper.lettingIn(random), config.webSockets());
    Router stage = HttpService.router(vertx);
    Resource.at(stage, JoinSocket.PATH).on(HttpMethod.GET, door);
    Runnable stop = door.start(vertx);
    return HttpService.start(
            vertx, config.http().at(Rehearsal.LOOPBACK, 0), stage, new JoinSocketSupport())
        .compose(
            opened ->
                new Rehearsal(vertx, opened.port())
                    .play(isOver)
                    .onComplete(
                        done -> {
                          stop.run();
                          unseen.shutDown(Duration.ZERO);
                          opened.close();
                        }));
  }

  Future<Void> drain() {
    rooms.drain();
    return Future.succeededFuture();
  }

  Future<Void> goodbye() {
    rooms.drain();
    rooms.shutDown(RETURN_SPREAD);
    return http == null ? Future.succeededFuture() : http.close();
  }

  private Readiness readiness() {
    if (!rehearsed) {
      return Readiness.STARTING;
    }
    return rooms.isDraining() ? Readiness.DRAINING : Readiness.READY;
  }

  private void mountRest(Callers callers, Tokens tokens) {
    HttpLimits limits = config.http().limits();
    new RoomsApi(rooms, callers).mount(router, limits.jsonBytes());
    new ParticipantsApi(rooms, callers).mount(router, limits.jsonBytes());
    new TokensApi(tokens, callers, Clock.systemUTC()).mount(router, limits.jsonBytes());
    new ConfigApi(clientConfig()).mount(router);
    new OpenApi().mount(router);
  }

  private ClientConfig clientConfig() {
    Limits sizes = config.webSockets().sizes();
    return new ClientConfig(
        config.version(),
        config.keys().isDevelopment(),
        Codecs.ALL,
        Slots.DEFAULT,
        new ClientLimits(
            config.rooms().participants(),
            sizes.messageBytes(),
            sizes.offerBytes(),
            sizes.dataBytes()),
        config.rooms().ping().toMillis(),
        Features.KNOWN);
  }

  private void bindMetrics() {
    metrics.rooms(() -> rooms.all().size());
    for (PersonState state : PersonState.values()) {
      metrics.participants(Json.label(state), () -> participants(state));
    }
  }

  private long participants(PersonState state) {
    return rooms.all().stream()
        .flatMap(room -> room.participants().stream())
        .filter(participant -> participant.state() == state)
        .count();
  }

  /** Ties the join WebSocket to the server. */
  private final class JoinSocketSupport implements WebSocketSupport {

    private final MessageCompression compression =
        new MessageCompression(config.webSockets().sizes().offerBytes());

    @Override
    public HttpServerOptions configure(HttpServerOptions options) {
      return JoinSocket.configure(options, config.webSockets());
    }

    @Override
    public void prepare(HttpConnection connection) {
      compression.prepare(connection);
    }
  }
}
