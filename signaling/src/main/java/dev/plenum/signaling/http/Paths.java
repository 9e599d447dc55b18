package dev.plenum.signaling.http;

import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Names in the paths of URLs. */
public final class Paths {

  private Paths() {}

  /** A parameter which the route's path has. */
  public static String parameter(RoutingContext context, String name) {
    return Objects.requireNonNull(context.pathParam(name), name);
  }

  /** A name as one segment of a path (RFC 3986 section 3.3). */
  public static String segment(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
