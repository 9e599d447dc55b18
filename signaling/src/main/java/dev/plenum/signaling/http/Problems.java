package dev.plenum.signaling.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.Json;
import dev.plenum.signaling.message.RefusedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers whatever went wrong with a problem document. */
final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String MEDIA_TYPE = "application/problem+json";
  private static final long DEFAULT_RETRY_MS = 5_000;
  private static final int[] STATUSES_WITHOUT_HANDLER = {400, 404, 405, 406, 413, 415, 500};

  private Problems() {}

  static void mount(Router router) {
    router.route().failureHandler(Problems::failed);
    for (int status : STATUSES_WITHOUT_HANDLER) {
      router.errorHandler(status, Problems::failed);
    }
  }

  static void send(HttpServerResponse response, Problem problem, @Nullable Long retryMs) {
    if (response.ended()) {
      return;
    }
    if (problem.status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    if (problem.status() == 503 || retryMs != null) {
      response.putHeader("Retry-After", seconds(retryMs == null ? DEFAULT_RETRY_MS : retryMs));
    }
    if (problem.status() == 413) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    response
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
        .end(json(problem));
  }

  /** Answers a method that is none of those which are possible here. */
  static void sendNotAllowed(RoutingContext context, String allowed) {
    Problem problem =
        new Problem(
            405,
            ErrorCode.BAD_REQUEST,
            context.request().method() + " is not possible here",
            "Use one of " + allowed);
    send(context.response().putHeader(HttpHeaders.ALLOW, allowed), problem, null);
  }

  private static void failed(RoutingContext context) {
    if (context.response().closed()) {
      return;
    }
    Throwable failure = unwrapped(context.failure());
    switch (failure) {
      case RefusedException refused ->
          send(context.response(), Problem.of(refused), refused.retryMs());
      case InvalidRequestException invalid -> send(context.response(), Problem.of(invalid), null);
      case ProblemException problem -> send(context.response(), problem.problem(), null);
      case HttpException http -> send(context.response(), Problem.of(http.getStatusCode()), null);
      case null -> send(context.response(), Problem.of(context.statusCode()), null);
      default -> {
        LOG.error("a {} request failed", context.request().method(), failure);
        send(context.response(), Problem.of(500), null);
      }
    }
  }

  /** What made a stage fail, which its dependants wrap. */
  private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static String seconds(long millis) {
    return Long.toString(Math.ceilDiv(millis, 1000));
  }

  private static String json(Problem problem) {
    try {
      return Json.MAPPER.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem is plain JSON", e);
    }
  }
}
