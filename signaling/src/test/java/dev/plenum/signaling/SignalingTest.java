package dev.plenum.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.signaling.http.HttpConfig;
import dev.plenum.signaling.http.HttpLimits;
import dev.plenum.signaling.http.TlsCertificate;
import dev.plenum.signaling.message.Json;
import dev.plenum.signaling.token.ApiKeys;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignalingTest {

  private static final Duration SHORT = Duration.ofSeconds(2);

  private final Vertx vertx = Vertx.vertx();
  private final WebSocketClient webSockets =
      vertx.createWebSocketClient(
          new WebSocketClientOptions().setTrustAll(true).setVerifyHost(false));
  private final RecordingMediaNode media = new RecordingMediaNode();

  @AfterEach
  void stop() {
    RunningSignaling.join(vertx.close().toCompletionStage().toCompletableFuture());
  }

  @Test
  void shouldKeepAWebSocketBeyondTheDeadlineOfRequests() throws Exception {
    SignalingConfig config = RunningSignaling.config(ApiKeys.NONE, null);
    HttpLimits limits = new HttpLimits(10, 8_192, 16_384, 1_000, 1_000, SHORT, SHORT);
    HttpConfig http = new HttpConfig("127.0.0.1", 0, null, List.of("'self'"), limits);
    Signaling signaling =
        start(
            new SignalingConfig(
                "1", http, config.keys(), config.rooms(), config.webSockets(), Duration.ZERO));
    BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    WebSocket socket = connect(signaling, false, received);
    socket.writeTextMessage("{\"t\":\"join\",\"id\":1,\"name\":\"Ann\"}");
    assertThat(next(received, "joined").at("/me/name").asText()).isEqualTo("Ann");
    CompletableFuture<Long> later = new CompletableFuture<>();
    vertx.setTimer(SHORT.multipliedBy(2).toMillis(), later::complete);
    RunningSignaling.join(later);
    socket.writeTextMessage("{\"t\":\"ping\",\"id\":2}");
    assertThat(next(received, "pong").path("re").asInt()).isEqualTo(2);
    RunningSignaling.join(signaling.goodbye().toCompletableFuture());
  }

  @Test
  void shouldSayGoodbyeWithinTwoSeconds() throws Exception {
    Signaling signaling = start(RunningSignaling.config(ApiKeys.NONE, null));
    BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    WebSocket socket = connect(signaling, false, received);
    socket.writeTextMessage("{\"t\":\"join\",\"id\":1,\"name\":\"Ann\"}");
    next(received, "joined");
    assertThat(signaling.goodbye().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(2));
    assertThat(next(received, "bye").path("action").asText()).isIn("resume", "rejoin");
    assertThat(media.commands).contains("close room");
  }

  @Test
  void shouldServeHttp2AndWebSocketsOverTls() throws Exception {
    Signaling signaling = start(RunningSignaling.config(ApiKeys.NONE, certificate()));
    HttpClientOptions options =
        new HttpClientOptions()
            .setSsl(true)
            .setTrustAll(true)
            .setVerifyHost(false)
            .setUseAlpn(true)
            .setProtocolVersion(HttpVersion.HTTP_2);
    HttpClient client = vertx.createHttpClient(options);
    HttpVersion version =
        RunningSignaling.join(
            client
                .request(HttpMethod.GET, signaling.port(), "127.0.0.1", "/v1/config")
                .compose(request -> request.send())
                .map(response -> response.version())
                .toCompletionStage()
                .toCompletableFuture());
    assertThat(version).isEqualTo(HttpVersion.HTTP_2);
    client.close();
    BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    WebSocket socket = connect(signaling, true, received);
    socket.writeTextMessage("{\"t\":\"join\",\"id\":1,\"name\":\"Ann\"}");
    next(received, "joined");
    RunningSignaling.join(signaling.goodbye().toCompletableFuture());
  }

  @Test
  void shouldFailWhereThePortIsTaken() {
    Signaling first = start(RunningSignaling.config(ApiKeys.NONE, null));
    SignalingConfig config = RunningSignaling.config(ApiKeys.NONE, null);
    HttpConfig taken =
        new HttpConfig("127.0.0.1", first.port(), null, List.of("'self'"), config.http().limits());
    SignalingConfig second =
        new SignalingConfig(
            "1", taken, config.keys(), config.rooms(), config.webSockets(), Duration.ZERO);
    assertThatThrownBy(() -> start(second)).hasRootCauseInstanceOf(BindException.class);
    RunningSignaling.join(first.goodbye().toCompletableFuture());
  }

  @Test
  void shouldFailWhereTheCertificateIsNone() {
    TlsCertificate broken = new TlsCertificate("no certificate", "no key");
    assertThatThrownBy(() -> start(RunningSignaling.config(ApiKeys.NONE, broken)))
        .isInstanceOf(RuntimeException.class);
  }

  private Signaling start(SignalingConfig config) {
    return RunningSignaling.join(Signaling.start(config, media).toCompletableFuture());
  }

  private WebSocket connect(Signaling signaling, boolean tls, BlockingQueue<JsonNode> received) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(signaling.port())
            .setSsl(tls)
            .setURI("/v1/rooms/daily/join")
            .addSubProtocol("plenum.v1");
    WebSocket socket =
        RunningSignaling.join(
            webSockets.connect(options).toCompletionStage().toCompletableFuture());
    socket.textMessageHandler(text -> received.add(read(text)));
    return socket;
  }

  private static JsonNode next(BlockingQueue<JsonNode> received, String type)
      throws InterruptedException {
    while (true) {
      JsonNode message = received.poll(10, TimeUnit.SECONDS);
      assertThat(message).as("a message " + type).isNotNull();
      if (message.path("t").asText().equals(type)) {
        return message;
      }
    }
  }

  private static JsonNode read(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  private static TlsCertificate certificate() throws IOException {
    SelfSignedCertificate certificate = SelfSignedCertificate.create();
    return new TlsCertificate(
        Files.readString(Path.of(certificate.certificatePath())),
        Files.readString(Path.of(certificate.privateKeyPath())));
  }
}
