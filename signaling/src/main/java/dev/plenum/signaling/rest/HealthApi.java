package dev.plenum.signaling.rest;

import dev.plenum.sfu.control.LoopStatus;
import dev.plenum.sfu.control.MediaNode;
import dev.plenum.signaling.http.Resource;
import dev.plenum.signaling.message.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code /healthz} and {@code /readyz}, for supervisors and load balancers. A node that is full is
 * healthy and ready: it says no by itself.
 */
public final class HealthApi {

  /** An idle loop turns ten times a second. */
  private static final Duration STALLED = Duration.ofSeconds(5);

  private final MediaNode media;
  private final Supplier<Readiness> readiness;

  public HealthApi(MediaNode media, Supplier<Readiness> readiness) {
    this.media = media;
    this.readiness = readiness;
  }

  /** Whether new people should be sent here. */
  public enum Readiness {
    STARTING,
    READY,
    DRAINING
  }

  public void mount(Router router) {
    Resource.at(router, "/healthz").get(this::health);
    Resource.at(router, "/readyz").get(this::ready);
  }

  /**
   * @param status {@code ok} or {@code stalled}
   * @param stalledLoops the media loops which have not turned for too long
   */
  record Health(String status, List<Integer> stalledLoops) {}

  /** Either {@code ready}, or the reason why not. */
  record Ready(String status) {}

  private void health(RoutingContext context) {
    List<Integer> stalled =
        media.loops().stream()
            .filter(loop -> loop.sinceLastTurnNanos() > STALLED.toNanos())
            .map(LoopStatus::index)
            .toList();
    boolean ok = stalled.isEmpty();
    new Exchange(context).send(ok ? 200 : 503, new Health(ok ? "ok" : "stalled", stalled));
  }

  private void ready(RoutingContext context) {
    Readiness now = readiness.get();
    new Exchange(context).send(now == Readiness.READY ? 200 : 503, new Ready(Json.label(now)));
  }
}
