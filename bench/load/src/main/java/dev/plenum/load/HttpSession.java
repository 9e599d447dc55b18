package dev.plenum.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * A session of WHIP or WHEP: a POST begins it, a DELETE ends it. Each has a connection of its own,
 * since people share none. Candidates are not trickled, so that there is nothing to PATCH.
 *
 * @param url that the server has given it
 * @param answer to the offer
 * @param answeredNanos when that came
 */
record HttpSession(URI url, String answer, long answeredNanos) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SDP = "application/sdp";
  private static final int CREATED = 201;
  private static final int OK = 200;

  /** Blocks until the answer is there. */
  static HttpSession begin(URI endpoint, String offer) throws IOException, InterruptedException {
    try (HttpClient client = client()) {
      HttpResponse<String> response =
          client.send(
              request(endpoint)
                  .header("Content-Type", SDP)
                  .POST(BodyPublishers.ofString(offer))
                  .build(),
              BodyHandlers.ofString());
      long nowNanos = System.nanoTime();
      require(CREATED, response);
      String location =
          response
              .headers()
              .firstValue("Location")
              .orElseThrow(() -> new IOException(endpoint + " names no session"));
      return new HttpSession(endpoint.resolve(location), response.body(), nowNanos);
    }
  }

  /** Blocks until the server has ended it. */
  void end() throws IOException, InterruptedException {
    try (HttpClient client = client()) {
      require(OK, client.send(request(url).DELETE().build(), BodyHandlers.ofString()));
    }
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private static HttpRequest.Builder request(URI to) {
    return HttpRequest.newBuilder(to).timeout(PATIENCE);
  }

  private static void require(int status, HttpResponse<String> response) throws IOException {
    if (response.statusCode() != status) {
      throw new IOException(
          "%s: status %d, %s".formatted(response.uri(), response.statusCode(), response.body()));
    }
  }
}
