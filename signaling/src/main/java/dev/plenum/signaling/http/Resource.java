package dev.plenum.signaling.http;

import dev.plenum.signaling.message.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.List;

/** One path and what may be done there. Any other method is answered 405, naming these. */
public final class Resource {

  private final Router router;
  private final String path;
  private final List<String> allowed = new ArrayList<>();

  private Resource(Router router, String path) {
    this.router = router;
    this.path = path;
  }

  /**
   * @param path with parameters as {@code :name}
   */
  public static Resource at(Router router, String path) {
    Resource resource = new Resource(router, path);
    router.route(path).last().handler(resource::refuse);
    return resource;
  }

  /** GET and HEAD. */
  public Resource get(Handler<RoutingContext> handler) {
    on(HttpMethod.HEAD, handler);
    return on(HttpMethod.GET, handler);
  }

  /** A method that takes no body. */
  public Resource on(HttpMethod method, Handler<RoutingContext> handler) {
    allowed.add(method.name());
    router.route(method, path).handler(handler);
    return this;
  }

  /** A method whose body must be of one media type and no longer than {@code maxBytes}. */
  public Resource on(
      HttpMethod method, String mediaType, int maxBytes, Handler<RoutingContext> handler) {
    allowed.add(method.name());
    Handler<RoutingContext> readBody = BodyHandler.create(false).setBodyLimit(maxBytes);
    router
        .route(method, path)
        .handler(context -> requireMediaType(context, mediaType, readBody))
        .handler(handler);
    return this;
  }

  /** Refuses other media types before a byte of the body is read. */
  private static void requireMediaType(
      RoutingContext context, String mediaType, Handler<RoutingContext> readBody) {
    String given = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (given != null && given.split(";", 2)[0].strip().equalsIgnoreCase(mediaType)) {
      readBody.handle(context);
      return;
    }
    Problem problem =
        new Problem(
            415,
            ErrorCode.UNSUPPORTED,
            "The body is not " + mediaType,
            "Set Content-Type: " + mediaType);
    Problems.send(context.response().putHeader(HttpHeaders.ACCEPT, mediaType), problem, null);
  }

  private void refuse(RoutingContext context) {
    Problems.sendNotAllowed(context, String.join(", ", allowed));
  }
}
