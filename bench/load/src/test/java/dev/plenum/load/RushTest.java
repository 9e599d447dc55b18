package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.load.Rush.Newcomer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A small rush to a server in this process. */
class RushTest {

  @Test
  void shouldBringEverybodyInAndOutAgain() throws Exception {
    try (TestServer server = TestServer.start();
        Crowd crowd = new Crowd(server.address())) {
      List<Newcomer> newcomers;
      try (Rush rush = new Rush(crowd, "rush", new Rush.Settings(50, 12, 5, 30, 0.1))) {
        newcomers = rush.come();
      }

      assertThat(newcomers)
          .hasSize(12)
          .allSatisfy(
              one -> {
                assertThat(one.answeredNanos()).isGreaterThan(one.beganNanos());
                assertThat(one.connectedNanos()).isGreaterThan(one.answeredNanos());
              });
    }
  }

  @Test
  void shouldEndWhereNobodyIsAnswered() throws Exception {
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Crowd crowd = new Crowd(URI.create("http://localhost:" + deaf.getLocalPort()));
        Rush rush = new Rush(crowd, "rush", new Rush.Settings(100, 3, 5, 0.1, 60))) {
      assertThat(rush.come()).isEmpty();
    }
  }
}
