package dev.plenum.signaling.http;

import java.time.Duration;

/**
 * What one peer may ask of the HTTP server.
 *
 * @param connections open at a time; those beyond are closed at once
 * @param requestLineBytes method, path and query
 * @param headerBytes all header fields together
 * @param jsonBytes the body of a REST request
 * @param sdpBytes the body of a WHIP or WHEP request
 * @param request from a connection's opening to its first request's header, and from a request's
 *     header to the end of its response, however steadily bytes trickle
 * @param keepAlive from a response to the next request's header
 */
public record HttpLimits(
    int connections,
    int requestLineBytes,
    int headerBytes,
    int jsonBytes,
    int sdpBytes,
    Duration request,
    Duration keepAlive) {

  public static final HttpLimits DEFAULTS =
      new HttpLimits(
          10_000, 8_192, 16_384, 65_536, 1_048_576, Duration.ofSeconds(10), Duration.ofSeconds(60));
}
