package dev.plenum.signaling.rest;

import dev.plenum.signaling.http.Resource;
import io.vertx.ext.web.Router;

/** {@code /v1/config}. */
public final class ConfigApi {

  private final ClientConfig config;

  public ConfigApi(ClientConfig config) {
    this.config = config;
  }

  public void mount(Router router) {
    Resource.at(router, "/v1/config").get(context -> new Exchange(context).ok(config));
  }
}
