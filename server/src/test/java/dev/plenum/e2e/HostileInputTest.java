package dev.plenum.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What strangers, and somebody on the way, can send while people talk. */
final class HostileInputTest {

  private static final int DATAGRAMS = 1_000_000;

  /** Few enough for the kernel's buffer of any machine; a refused check ends each burst. */
  private static final int BURST = 64;

  private static final int OFFERS = 400;

  /** What a connection may ask at once. */
  private static final int OFFERS_PER_SOCKET = 100;

  private static final int CREATED = 201;
  private static final int FLOOD = 100_000;
  private static final int LONG_MESSAGE_CHARS = 100_000;
  private static final int TRICKLING = 200;
  private static final int TRICKLE_MILLIS = 200;

  /** A minute of them. */
  private static final int MOST_LETTERS = 300;

  private static final long SEED = 8;

  @Test
  void shouldCountAMillionDatagrams() throws IOException {
    try (AttackedCall call = AttackedCall.start();
        DatagramSocket stranger = new DatagramSocket()) {
      Random random = new Random(SEED);
      byte[] genuineCheck =
          call.path().heard().stream().filter(ForgedCheck::isCheck).findFirst().orElseThrow();
      HostileDatagrams hostile = new HostileDatagrams(random, call.path().heard());
      stranger.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), call.mediaPort()));
      long neverOpened =
          call.dropped("not-watched") + call.dropped("not-loud") + call.dropped("not-secured");
      long accountedBefore = settledAccount(call);

      long checks = 0;
      try (ForgedCheck check = new ForgedCheck(call.mediaPort(), genuineCheck, random)) {
        for (int sent = 0; sent < DATAGRAMS; sent++) {
          byte[] datagram = hostile.get();
          if (random.nextBoolean()) {
            call.path().forge(datagram);
          } else {
            stranger.send(new DatagramPacket(datagram, datagram.length));
          }
          if (sent % BURST == BURST - 1) {
            check.awaitRefusal();
          }
        }
        check.awaitRefusal();
        checks = check.sent();
      }

      long accounted = settledAccount(call) - accountedBefore;
      // What was left undecrypted when it came first is no replay when it comes again.
      assertThat(accounted)
          .isBetween(
              DATAGRAMS + checks - neverOpened,
              DATAGRAMS + checks + call.dropped("receive-overflow"));
      call.assertUnharmed();
    }
  }

  /** Each datagram once; a DTLS record without effect is counted as such a moment later. */
  private static long settledAccount(AttackedCall call) {
    long before = -1;
    long account = 0;
    while (account != before) {
      before = account;
      account = call.dropped() + takenByDtls(call);
    }
    return account;
  }

  /** Whole records of a handshake, and those that had an effect later. */
  private static long takenByDtls(AttackedCall call) {
    return (long) call.server().metric("plenum_packets_total", "\"in\"", "\"dtls\"")
        - call.dropped("dtls-malformed")
        - call.dropped("dtls-overflow")
        - call.dropped("dtls-unused");
  }

  @Test
  void shouldRefuseBrokenOffers() throws Exception {
    try (AttackedCall call = AttackedCall.start();
        HttpClient http = HttpClient.newHttpClient()) {
      BrokenOffers offers = new BrokenOffers(new Random(SEED));
      int[] kinds = new int[2];
      for (int sockets = 0; sockets < OFFERS / OFFERS_PER_SOCKET; sockets++) {
        try (HostileSocket socket = new HostileSocket(http, call.server())) {
          boolean joined = false;
          for (int id = 1; id <= OFFERS_PER_SOCKET; id++) {
            assertThat(socket.say(offer(joined ? "offer" : "join", id, offers.get()))).isTrue();
            JsonNode reply = socket.awaitReply(id);
            assertThat(reply.path("t").asText()).isIn("joined", "answer", "error");
            assertThat(reply.path("code").asText()).isNotEqualTo("internal");
            joined |= reply.path("t").asText().equals("joined");
            kinds[reply.path("t").asText().equals("error") ? 0 : 1]++;
          }
        }
      }
      assertThat(kinds[0]).as("refused").isPositive();
      assertThat(kinds[1]).as("answered").isPositive();
      for (int i = 0; i < OFFERS_PER_SOCKET; i++) {
        publish(http, call.server(), offers.get());
      }
      call.assertUnharmed();
    }
  }

  private static String offer(String type, int id, String sdp) {
    ObjectNode message = new ObjectMapper().createObjectNode();
    message
        .put("t", type)
        .put("id", id)
        .put("n", id)
        .put(type.equals("join") ? "offer" : "sdp", sdp);
    ArrayNode sources = message.putArray("sources");
    sources.addObject().put("mid", "0").put("kind", "microphone");
    sources.addObject().put("mid", "1").put("kind", "camera");
    return message.toString();
  }

  private static void publish(HttpClient http, ServerProcess server, String sdp)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(server.url("/v1/rooms/hostile/whip")))
                .header("Content-Type", "application/sdp")
                .POST(HttpRequest.BodyPublishers.ofString(sdp))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() == CREATED) {
      String location = answer.headers().firstValue("Location").orElseThrow();
      http.send(
          HttpRequest.newBuilder(URI.create(server.url(location))).DELETE().build(),
          HttpResponse.BodyHandlers.discarding());
    } else {
      assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
    }
  }

  @Test
  void shouldEndFloodsOfMessages() {
    try (AttackedCall call = AttackedCall.start();
        HttpClient http = HttpClient.newHttpClient()) {
      for (String flood :
          List.of(
              "{\"t\":\"ping\",\"id\":2}",
              "{\"t\":\"data\",\"id\":3,\"topic\":\"chat\",\"body\":\"again\"}",
              "[[[[[[[[[",
              "x".repeat(LONG_MESSAGE_CHARS))) {
        try (HostileSocket socket = new HostileSocket(http, call.server())) {
          socket.say("{\"t\":\"join\",\"id\":1}");
          assertThat(socket.awaitReply(1).path("t").asText()).isEqualTo("joined");
          int said = 0;
          while (said < FLOOD && socket.say(flood)) {
            said++;
          }
          JsonNode bye = socket.awaitEnd();
          assertThat(bye == null ? "rate-limited" : bye.path("reason").asText())
              .isEqualTo("rate-limited");
        }
      }
      call.assertUnharmed();
    }
  }

  @Test
  void shouldCloseConnectionsThatTrickle() throws Exception {
    try (AttackedCall call = AttackedCall.start();
        ExecutorService trickling = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> closed = new ArrayList<>();
      for (int i = 0; i < TRICKLING; i++) {
        closed.add(trickling.submit(() -> isClosedWhileTrickling(call.server().httpPort())));
      }
      assertThat(call.server().get("/healthz")).isNotNull();
      for (Future<Boolean> one : closed) {
        assertThat(one.get()).isTrue();
      }
      call.assertUnharmed();
    }
  }

  /** Sends a header without end, a letter at a time, until the server has had enough. */
  private static boolean isClosedWhileTrickling(int port) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(TRICKLE_MILLIS);
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".getBytes(UTF_8));
      for (int letters = 0; letters < MOST_LETTERS; letters++) {
        try {
          if (socket.getInputStream().read() < 0) {
            return true;
          }
        } catch (SocketTimeoutException e) {
          socket.getOutputStream().write('a');
        }
      }
      return false;
    } catch (SocketException e) {
      return true;
    }
  }
}
