package dev.plenum.signaling.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FloodTest {

  private final Meeting meeting = new Meeting();

  @Test
  void shouldAnswerEveryMessageOfAFlood() {
    TestClient anna = meeting.join("anna");
    long first = anna.request("ping", "");
    for (int i = 0; i < 300; i++) {
      anna.request("ping", "");
    }

    JsonNode refused = anna.connection.answer(first + 300);
    assertThat(refused.path("code").asText()).isEqualTo("rate-limited");
    assertThat(refused.path("retryMs").asLong()).isPositive();
    assertThat(anna.connection.received("pong")).hasSize(199);
    assertThat(anna.connection.isClosed()).isFalse();
  }

  @Test
  void shouldListenAgainAfterAFlood() {
    TestClient anna = meeting.join("anna");
    for (int i = 0; i < 300; i++) {
      anna.request("ping", "");
    }
    meeting.pass(Duration.ofSeconds(1));

    assertThat(anna.ask("ping", "").path("t").asText()).isEqualTo("pong");
  }

  @Test
  void shouldSayGoodbyeToWhoGoesOnFlooding() {
    TestClient anna = meeting.join("anna");
    TestClient ben = meeting.join("ben");
    for (int i = 0; i < 1000 && !anna.connection.isClosed(); i++) {
      anna.request("ping", "");
    }

    assertThat(anna.connection.isClosed()).isTrue();
    JsonNode bye = anna.connection.latest("bye");
    assertThat(bye.path("reason").asText()).isEqualTo("rate-limited");
    assertThat(bye.path("afterMs").asLong()).isPositive();
    assertThat(ben.person(anna.pid()).path("state").asText()).isEqualTo("reconnecting");
  }

  @Test
  void shouldCountUnreadableMessagesToo() {
    TestClient client = meeting.connect();
    for (int i = 0; i < 1000 && !client.connection.isClosed(); i++) {
      client.say("flood");
    }

    assertThat(client.connection.isClosed()).isTrue();
  }

  @Test
  void shouldLimitDataBelowOtherMessages() {
    TestClient anna = meeting.join("anna");
    for (int i = 0; i < 40; i++) {
      anna.request("data", "\"topic\":\"x\",\"body\":1");
    }

    assertThat(anna.ask("data", "\"topic\":\"x\",\"body\":1").path("code").asText())
        .isEqualTo("rate-limited");
    assertThat(anna.ask("ping", "").path("t").asText()).isEqualTo("pong");
  }
}
