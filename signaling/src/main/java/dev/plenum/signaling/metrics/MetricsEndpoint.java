package dev.plenum.signaling.metrics;

import dev.plenum.signaling.http.Resource;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;

/** {@code /metrics}, for Prometheus. */
public final class MetricsEndpoint {

  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private final NodeMetrics metrics;

  public MetricsEndpoint(NodeMetrics metrics) {
    this.metrics = metrics;
  }

  public void mount(Router router) {
    Resource.at(router, "/metrics")
        .get(
            context ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, TEXT_FORMAT)
                    .end(metrics.scrape()));
  }
}
