package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.load.Rush.Newcomer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A small rush to a server in this process. */
class RushTest {

  @Test
  void shouldBringEverybodyInAndOutAgain() throws Exception {
    try (TestServer server = TestServer.start();
        Crowd crowd = new Crowd(server.address())) {
      List<Newcomer> newcomers;
      try (Rush rush = new Rush(crowd, "rush", new Rush.Settings(50, 12, 5, 0.1))) {
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
}
