package dev.plenum.signaling.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;

/** What WebSockets need of the server that they arrive at. */
public interface WebSocketSupport {

  /** A server without WebSockets. */
  WebSocketSupport NONE =
      new WebSocketSupport() {
        @Override
        public HttpServerOptions configure(HttpServerOptions options) {
          return options;
        }

        @Override
        public void prepare(HttpConnection connection) {}
      };

  /** Sets protocols and limits. */
  HttpServerOptions configure(HttpServerOptions options);

  /** Sees each connection before its first request. */
  void prepare(HttpConnection connection);
}
