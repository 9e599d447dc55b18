package dev.plenum.signaling.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ConnectionGuardTest {

  private static final int READ_TIMEOUT_MS = 10_000;

  /** Frames of RFC 6455 §5.2 without payload, masked with zeros. */
  private static final byte[] EMPTY_TEXT = {(byte) 0x81, (byte) 0x80, 0, 0, 0, 0};

  private static final byte[] CLOSE = {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0};

  private final ListeningServer server =
      new ListeningServer(
          ListeningServer.SMALL_LIMITS,
          router -> {
            Resource.at(router, "/echo")
                .get(context -> context.response().end("here"))
                .on(
                    HttpMethod.POST,
                    "text/plain",
                    1_000,
                    context -> context.response().end(context.body().buffer()));
            router.get("/socket").handler(ConnectionGuardTest::echoMessages);
          });

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldCloseAConnectionThatSaysNothing() throws IOException {
    try (Socket socket = connect()) {
      assertThat(untilClosed(socket)).isEmpty();
    }
  }

  @Test
  void shouldCloseAConnectionWhoseHeaderTrickles() throws IOException {
    try (Socket socket = connect()) {
      assertThat(trickle(socket, "GET /echo HTTP/1.1\r\nX-Slow: ")).isEmpty();
    }
  }

  @Test
  void shouldCloseAConnectionWhoseBodyTrickles() throws IOException {
    try (Socket socket = connect()) {
      String header =
          "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 900\r\n\r\n";
      assertThat(trickle(socket, header)).isEmpty();
    }
  }

  @Test
  void shouldServeSeveralRequestsOnAConnectionAndThenCloseItWhenItIsQuiet() throws IOException {
    try (Socket socket = connect()) {
      send(socket, "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n");
      send(socket, "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(untilClosed(socket).split("200 OK", -1)).hasSize(3);
    }
  }

  @Test
  void shouldRefuseConnectionsBeyondTheLimitAndAcceptAgainWhenOneIsGone() throws IOException {
    List<Socket> served = new ArrayList<>();
    for (int i = 0; i < ListeningServer.SMALL_LIMITS.connections(); i++) {
      Socket socket = connect();
      served.add(socket);
      send(socket, "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    }
    try (Socket socket = connect()) {
      assertThat(untilClosed(socket)).isEmpty();
    }
    assertThat(untilClosed(served.getFirst())).contains("here");
    for (Socket socket : served) {
      socket.close();
    }
    boolean servedAgain = false;
    while (!servedAgain) {
      try (Socket socket = connect()) {
        send(socket, "GET /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        servedAgain = untilClosed(socket).contains("here");
      }
    }
  }

  @Test
  void shouldLetAWebSocketOutliveTheDeadlinesOfItsRequest() throws IOException {
    try (Socket webSocket = upgraded();
        Socket opensLaterAndSaysNothing = connect()) {
      assertThat(untilClosed(opensLaterAndSaysNothing)).isEmpty();
      webSocket.getOutputStream().write(EMPTY_TEXT);
      assertThat(webSocket.getInputStream().readNBytes(2)).containsExactly(0x81, 0);
    }
  }

  @Test
  void shouldForgetWebSocketsThatAreGone() throws IOException {
    for (int i = 0; i < 2 * ListeningServer.SMALL_LIMITS.connections(); i++) {
      Socket webSocket = upgraded();
      webSocket.getOutputStream().write(CLOSE);
      untilClosed(webSocket);
      webSocket.close();
    }
  }

  private static void echoMessages(RoutingContext context) {
    context
        .request()
        .toWebSocket()
        .onSuccess(
            socket -> {
              Runnable gone = HttpService.upgraded(context);
              socket.closeHandler(nothing -> gone.run());
              socket.textMessageHandler(socket::writeTextMessage);
            });
  }

  /** A connection that has become a WebSocket (RFC 6455 §1.3). */
  private Socket upgraded() throws IOException {
    Socket socket = connect();
    send(
        socket,
        "GET /socket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    StringBuilder header = new StringBuilder();
    while (header.indexOf("\r\n\r\n") < 0) {
      int octet = socket.getInputStream().read();
      assertThat(octet).as("after %s", header).isNotNegative();
      header.append((char) octet);
    }
    assertThat(header).startsWith("HTTP/1.1 101");
    return socket;
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(READ_TIMEOUT_MS);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Sends a byte whenever nothing is to be read for a while, so that no idle timeout would fire.
   */
  private static String trickle(Socket socket, String beginning) throws IOException {
    send(socket, beginning);
    socket.setSoTimeout(20);
    InputStream in = socket.getInputStream();
    OutputStream out = socket.getOutputStream();
    StringBuilder received = new StringBuilder();
    while (true) {
      try {
        int octet = in.read();
        if (octet < 0) {
          return received.toString();
        }
        received.append((char) octet);
      } catch (SocketTimeoutException quiet) {
        try {
          out.write('a');
        } catch (SocketException closed) {
          return received.toString();
        }
      } catch (SocketException reset) {
        return received.toString();
      }
    }
  }

  private static String untilClosed(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (SocketException reset) {
      return "";
    }
  }
}
