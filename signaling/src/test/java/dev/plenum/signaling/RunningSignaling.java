package dev.plenum.signaling;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.signaling.http.HttpConfig;
import dev.plenum.signaling.http.HttpLimits;
import dev.plenum.signaling.http.TlsCertificate;
import dev.plenum.signaling.message.Json;
import dev.plenum.signaling.room.RoomLimits;
import dev.plenum.signaling.token.ApiKeys;
import dev.plenum.signaling.websocket.WebSocketLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A whole control plane on a free port of the loopback interface, and a client of it. */
public final class RunningSignaling implements AutoCloseable {

  public static final String KEY = "testkey";
  public static final String SECRET = "a-secret-that-is-long-enough-for-hs256";
  public static final ApiKeys KEYS = new ApiKeys(Map.of(KEY, SECRET));
  public static final String BASIC =
      "Basic "
          + Base64.getEncoder()
              .encodeToString((KEY + ":" + SECRET).getBytes(StandardCharsets.UTF_8));

  /** As by default, but for machines that have much else to do. */
  private static final HttpLimits PATIENT_LIMITS =
      new HttpLimits(
          100, 8_192, 16_384, 65_536, 1_048_576, Duration.ofMinutes(1), Duration.ofMinutes(1));

  public final RecordingMediaNode media = new RecordingMediaNode();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Signaling signaling;
  private @Nullable String authorization;

  private RunningSignaling(SignalingConfig config) {
    signaling = join(Signaling.start(config, media).toCompletableFuture());
  }

  public static RunningSignaling development() {
    return new RunningSignaling(config(ApiKeys.NONE, null));
  }

  public static RunningSignaling withKeys() {
    return new RunningSignaling(config(KEYS, null));
  }

  /** In development mode; rehearses until something else comes. */
  static RunningSignaling rehearsing() {
    SignalingConfig config = config(ApiKeys.NONE, null);
    return new RunningSignaling(
        new SignalingConfig(
            config.version(),
            config.http(),
            config.keys(),
            config.rooms(),
            config.webSockets(),
            Duration.ofHours(1)));
  }

  public static SignalingConfig config(ApiKeys keys, @Nullable TlsCertificate tls) {
    return new SignalingConfig(
        "1.2.3",
        new HttpConfig("127.0.0.1", 0, tls, List.of("'self'"), PATIENT_LIMITS),
        keys,
        RoomLimits.DEFAULT,
        WebSocketLimits.DEFAULT,
        Duration.ZERO);
  }

  public static <T> T join(CompletableFuture<T> future) {
    return future.orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** Who makes requests from now on; null for nobody. */
  public RunningSignaling as(@Nullable String newAuthorization) {
    authorization = newAuthorization;
    return this;
  }

  public Signaling signaling() {
    return signaling;
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + signaling.port() + path);
  }

  public HttpResponse<String> get(String path) {
    return send(request(path));
  }

  public HttpResponse<String> delete(String path) {
    return send(request(path).DELETE());
  }

  public HttpResponse<String> post(String path, String json) {
    return post(path, "application/json", json);
  }

  public HttpResponse<String> post(String path, String contentType, String body) {
    return send(
        request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
  }

  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    return authorization == null ? request : request.header("Authorization", authorization);
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    return join(client.sendAsync(request.build(), BodyHandlers.ofString()));
  }

  public static JsonNode json(HttpResponse<String> response) {
    try {
      return Json.MAPPER.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(response.body(), e);
    }
  }

  public static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Override
  public void close() {
    join(signaling.goodbye().toCompletableFuture());
    client.close();
  }
}
