package dev.plenum.load;

import dev.plenum.sfu.dtls.DtlsIdentity;
import dev.plenum.sfu.node.NodeConfig;
import dev.plenum.sfu.node.SfuNode;
import dev.plenum.signaling.Signaling;
import dev.plenum.signaling.SignalingConfig;
import dev.plenum.signaling.http.HttpConfig;
import dev.plenum.signaling.http.HttpLimits;
import dev.plenum.signaling.room.RoomLimits;
import dev.plenum.signaling.token.ApiKeys;
import dev.plenum.signaling.websocket.WebSocketLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** A server in this process. */
final class TestServer implements AutoCloseable {
  private final SfuNode node;
  private final Signaling signaling;

  private TestServer(SfuNode node) {
    this.node = node;
    this.signaling = Signaling.start(control(), node).toCompletableFuture().join();
  }

  static TestServer start() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new TestServer(
        SfuNode.start(
            new NodeConfig(1, 0, List.of(loopback), 0, 0, 3, true, DtlsIdentity.generate())));
  }

  private static SignalingConfig control() {
    return new SignalingConfig(
        "test",
        new HttpConfig("127.0.0.1", 0, null, List.of("'self'"), HttpLimits.DEFAULTS),
        ApiKeys.NONE,
        RoomLimits.DEFAULT,
        WebSocketLimits.DEFAULT,
        Duration.ZERO);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + signaling.port());
  }

  /** What it answers to a GET. */
  String get(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(address().resolve(path)).build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  @Override
  public void close() {
    signaling.goodbye().toCompletableFuture().join();
    node.close();
  }
}
