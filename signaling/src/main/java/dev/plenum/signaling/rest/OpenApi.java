package dev.plenum.signaling.rest;

import dev.plenum.signaling.http.Resource;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** {@code /openapi.yaml}: the description of all this. */
public final class OpenApi {

  private static final String FILE = "openapi.yaml";

  private final Buffer description = read();

  public void mount(Router router) {
    Resource.at(router, "/" + FILE)
        .get(
            context ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml")
                    .putHeader("Access-Control-Allow-Origin", "*")
                    .end(description));
  }

  private static Buffer read() {
    try (InputStream in = OpenApi.class.getClassLoader().getResourceAsStream(FILE)) {
      return Buffer.buffer(Objects.requireNonNull(in, FILE).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
