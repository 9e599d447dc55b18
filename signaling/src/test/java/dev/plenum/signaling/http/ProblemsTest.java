package dev.plenum.signaling.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.Json;
import dev.plenum.signaling.message.RefusedException;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemsTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, RuntimeException> failures = new HashMap<>();
  private final ListeningServer server =
      new ListeningServer(
          ListeningServer.PATIENT_LIMITS,
          router -> {
            Resource.at(router, "/v1/fail/:name")
                .get(
                    context -> {
                      throw failures.get(context.pathParam("name"));
                    });
            Resource.at(router, "/v1/text")
                .on(HttpMethod.POST, "text/plain", 1_000, context -> context.response().end())
                .on(HttpMethod.DELETE, context -> context.response().end());
          });

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @ParameterizedTest
  @EnumSource
  void shouldTellEveryCodeWithItsFix(ErrorCode code) throws Exception {
    failures.put("it", new RefusedException(code, "It failed", "Do it so"));
    HttpResponse<String> response = get("/v1/fail/it");
    JsonNode problem = problem(response, response.statusCode());
    assertThat(response.statusCode()).isBetween(400, 503);
    assertThat(problem.path("code").asText()).isEqualTo(code.label());
    assertThat(problem.path("detail").asText()).isEqualTo("It failed");
    assertThat(problem.path("fix").asText()).isEqualTo("Do it so");
  }

  @Test
  void shouldSayWhenToRetry() throws Exception {
    failures.put("soon", new RefusedException(ErrorCode.OVERLOADED, "Busy", "Wait", 1_200L));
    failures.put("later", new RefusedException(ErrorCode.DRAINING, "Ending", "Wait"));
    assertThat(get("/v1/fail/soon").headers().firstValue("Retry-After")).contains("2");
    assertThat(get("/v1/fail/later").headers().firstValue("Retry-After")).contains("5");
  }

  @Test
  void shouldListTheFaultsOfFields() throws Exception {
    failures.put(
        "fields",
        new InvalidRequestException(new InvalidRequestException.Fault("/name", "is too long")));
    JsonNode problem = problem(get("/v1/fail/fields"), 400);
    assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/name");
    assertThat(problem.at("/errors/0/detail").asText()).isEqualTo("is too long");
  }

  @Test
  void shouldNotTellWhatAnInternalErrorWas() throws Exception {
    failures.put("bug", new IllegalStateException("secret"));
    HttpResponse<String> response = get("/v1/fail/bug");
    problem(response, 500);
    assertThat(response.body()).doesNotContain("secret");
  }

  @Test
  void shouldNameTheAllowedMethods() throws Exception {
    HttpResponse<String> response =
        send(request("/v1/text").method("PUT", BodyPublishers.ofString("x")));
    problem(response, 405);
    assertThat(response.headers().firstValue("Allow")).contains("POST, DELETE");
  }

  @Test
  void shouldNameTheAcceptedMediaType() throws Exception {
    HttpResponse<String> response =
        send(
            request("/v1/text")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
    problem(response, 415);
    assertThat(response.headers().firstValue("Accept")).contains("text/plain");
  }

  @Test
  void shouldRefuseBodiesThatAreTooLarge() throws Exception {
    problem(post("x".repeat(1_001)), 413);
    assertThat(post("x".repeat(1_000)).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldRefuseChunkedBodiesThatAreTooLarge() throws Exception {
    HttpRequest.BodyPublisher chunked =
        BodyPublishers.fromPublisher(BodyPublishers.ofString("x".repeat(1_001)));
    problem(send(request("/v1/text").header("Content-Type", "text/plain").POST(chunked)), 413);
  }

  @Test
  void shouldAnswerUnknownPaths() throws Exception {
    assertThat(problem(get("/nowhere"), 404).path("code").asText()).isEqualTo("not-found");
  }

  @Test
  void shouldLetPagesOfOtherOriginsSeeErrorsToo() throws Exception {
    HttpResponse<String> response =
        send(request("/v1/nowhere").header("Origin", "https://embedder.example"));
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(response.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
        .contains("Location");
  }

  @Test
  void shouldAnswerPreflightRequests() throws Exception {
    HttpResponse<String> response =
        send(
            request("/v1/text")
                .header("Origin", "null")
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
        .contains("PATCH", "DELETE");
    assertThat(response.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("Authorization");
  }

  private HttpResponse<String> post(String body) throws Exception {
    return send(
        request("/v1/text")
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.uri(path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode problem(HttpResponse<String> response, int status) throws IOException {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = Json.MAPPER.readTree(response.body());
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    return problem;
  }
}
