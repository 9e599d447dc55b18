package dev.plenum.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.plenum.signaling.token.ApiKeys;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenApiTest {

  private static final String SCHEMAS = "#/components/schemas/";

  private final RunningSignaling server = RunningSignaling.development();
  private final JsonNode description = describe(server.get("/openapi.yaml").body());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldDescribeEveryRouteAndNothingElse() {
    Set<String> described = new TreeSet<>();
    description
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        field -> {
                          if (!field.equals("parameters")) {
                            described.add(field + " " + path.getKey());
                          }
                        }));
    Set<String> served = servedOperations();
    assertThat(described).isEqualTo(served).hasSizeGreaterThan(20);
  }

  @Test
  void shouldAnswerAsDescribed() {
    String room = "/v1/rooms/{room}";
    String person = room + "/participants/{id}";
    check("post", "/v1/rooms", server.post("/v1/rooms", "{\"name\":\"a\",\"metadata\":[1]}"), 201);
    check("post", "/v1/rooms", server.post("/v1/rooms", "{\"name\":\"a\"}"), 409);
    check("post", "/v1/rooms", server.post("/v1/rooms", "{}"), 400);
    check("post", "/v1/rooms", server.post("/v1/rooms", "text/plain", "{}"), 415);
    check("get", "/v1/rooms", server.get("/v1/rooms"), 200);
    check("get", "/v1/rooms", server.get("/v1/rooms?limit=0"), 400);
    check("get", room, server.get("/v1/rooms/a"), 200);
    check("get", room, server.get("/v1/rooms/b"), 404);

    String offer = SampleOffers.publish();
    HttpResponse<String> whip = server.post("/v1/rooms/a/whip", "application/sdp", offer);
    check("post", room + "/whip", whip, 201);
    check("post", room + "/whip", server.post("/v1/rooms/a/whip", "application/sdp", "x"), 400);
    HttpResponse<String> page = server.get("/v1/rooms/a/participants");
    check("get", room + "/participants", page, 200);
    String pid = RunningSignaling.json(page).at("/items/0/pid").asText();
    String path = "/v1/rooms/a/participants/" + pid;
    check("get", person, server.get(path), 200);
    check("get", person + "/allocation", server.get(path + "/allocation"), 404);
    server.media.allocation = Optional.of(SampleAllocation.of(1, 2));
    check("get", person + "/allocation", server.get(path + "/allocation"), 200);
    check("post", person + "/mute", server.post(path + "/mute", "{\"kind\":\"camera\"}"), 204);
    check("post", person + "/ask", server.post(path + "/ask", "{\"kind\":\"camera\"}"), 204);
    check("post", person + "/ask", server.post(path + "/ask", "{}"), 400);
    check("delete", person, server.delete(path), 204);
    check("delete", person, server.delete(path), 404);

    check("post", "/v1/tokens", server.post("/v1/tokens", "{\"identity\":\"a\"}"), 422);
    check("get", "/v1/config", server.get("/v1/config"), 200);
    check("get", "/healthz", server.get("/healthz"), 200);
    check("get", "/readyz", server.get("/readyz"), 200);
    check("get", "/metrics", server.get("/metrics"), 200);
    check("get", room + "/join", server.get("/v1/rooms/a/join"), 426);
    check(
        "options",
        room + "/whep",
        server.send(server.request("/v1/rooms/a/whep").method("OPTIONS", BodyPublishers.noBody())),
        204);
    check("delete", room, server.delete("/v1/rooms/a"), 204);
  }

  private void check(String method, String path, HttpResponse<String> response, int status) {
    String exchange = method + " " + path + " " + status;
    assertThat(response.statusCode()).as("%s: %s", exchange, response.body()).isEqualTo(status);
    JsonNode described = resolve(operation(method, path).path("responses").path("" + status));
    assertThat(described.isObject()).as(exchange + " is described").isTrue();
    JsonNode content = described.path("content");
    if (content.isMissingNode()) {
      return;
    }
    String type = RunningSignaling.header(response, "Content-Type").split(";", 2)[0];
    assertThat(content.has(type)).as(exchange + " has described type " + type).isTrue();
    if (type.endsWith("json")) {
      String schema = content.path(type).at("/schema/$ref").asText().substring(SCHEMAS.length());
      OutputUnit result =
          Validator.create(schemaOf(schema), options()).validate(new JsonObject(response.body()));
      assertThat(result.getValid())
          .as("%s: %s %s", exchange, response.body(), result.getErrors())
          .isTrue();
    }
  }

  private JsonNode operation(String method, String path) {
    return description.path("paths").path(path).path(method);
  }

  private JsonNode resolve(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : description.at(reference.substring(1));
  }

  private JsonSchema schemaOf(String name) {
    String schemas = description.at("/components/schemas").toString().replace(SCHEMAS, "#/$defs/");
    return JsonSchema.of(
        new JsonObject().put("$defs", new JsonObject(schemas)).put("$ref", "#/$defs/" + name));
  }

  private static JsonSchemaOptions options() {
    return new JsonSchemaOptions()
        .setBaseUri("https://plenum.example/")
        .setDraft(Draft.DRAFT202012);
  }

  /** All methods and paths that the router knows, as OpenAPI spells them. */
  private Set<String> servedOperations() {
    Vertx vertx = Vertx.vertx();
    try {
      ControlPlane plane =
          new ControlPlane(
              vertx,
              vertx.getOrCreateContext(),
              RunningSignaling.config(ApiKeys.NONE, null),
              new RecordingMediaNode());
      Set<String> operations = new TreeSet<>();
      for (Route route : plane.router().getRoutes()) {
        Set<HttpMethod> methods = route.methods();
        if (methods == null) {
          continue;
        }
        for (HttpMethod method : methods) {
          if (!method.equals(HttpMethod.HEAD)) {
            String path = String.valueOf(route.getPath()).replaceAll(":(\\w+)", "{$1}");
            operations.add(method.name().toLowerCase(Locale.ROOT) + " " + path);
          }
        }
      }
      return operations;
    } finally {
      RunningSignaling.join(vertx.close().toCompletionStage().toCompletableFuture());
    }
  }

  private static JsonNode describe(String yaml) {
    try {
      return new YAMLMapper().readTree(yaml);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
