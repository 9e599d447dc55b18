package dev.plenum.signaling.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataTest {

  private final Meeting meeting = new Meeting();
  private final TestClient anna = meeting.join("anna");
  private final TestClient ben = meeting.join("ben");
  private final TestClient cleo = meeting.join("cleo");

  @Test
  void shouldBringChatToTheOthers() {
    JsonNode ok = chat(anna, "\"hi\"");

    JsonNode data = ben.connection.latest("data");
    assertThat(data.path("topic").asText()).isEqualTo("chat");
    assertThat(data.path("from").asText()).isEqualTo(anna.pid());
    assertThat(data.path("name").asText()).isEqualTo("anna");
    assertThat(data.path("body").asText()).isEqualTo("hi");
    assertThat(data.path("mid")).isEqualTo(ok.path("mid"));
    assertThat(data.path("time")).isEqualTo(ok.path("time"));
    assertThat(data.path("time").asText()).endsWith("Z");
    assertThat(anna.connection.received("data")).isEmpty();
  }

  @Test
  void shouldCarryAnyJson() {
    anna.ask("data", "\"topic\":\"cursor\",\"body\":{\"x\":[1,2.5,null]}");

    assertThat(ben.connection.latest("data").path("body").toString())
        .isEqualTo("{\"x\":[1,2.5,null]}");
  }

  @Test
  void shouldBringPrivateMessagesToTheirReadersAlone() {
    anna.ask("data", "\"topic\":\"chat\",\"body\":\"psst\",\"to\":[\"%s\"]".formatted(ben.pid()));

    assertThat(ben.connection.latest("data").path("to").path(0).asText()).isEqualTo(ben.pid());
    assertThat(cleo.connection.received("data")).isEmpty();
  }

  @Test
  void shouldSayThatNoneOfTheReadersIsHere() {
    JsonNode error = anna.ask("data", "\"topic\":\"chat\",\"body\":\"psst\",\"to\":[\"p99\"]");

    assertThat(error.path("code").asText()).isEqualTo("not-found");
  }

  @Test
  void shouldNameEveryReaderOnce() {
    String many = "\"%s\",".formatted(ben.pid()).repeat(5000) + "\"%s\"".formatted(cleo.pid());

    JsonNode answer = anna.ask("data", "\"topic\":\"cursor\",\"body\":1,\"to\":[" + many + "]");

    assertThat(answer.path("t").asText()).isEqualTo("ok");
    assertThat(ben.connection.latest("data").path("to"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder(ben.pid(), cleo.pid());
  }

  @Test
  void shouldRefuseMoreReadersThanTheRoomHasPlaces() {
    String many =
        IntStream.rangeClosed(1, 301)
            .mapToObj(number -> "\"p" + number + "\"")
            .collect(Collectors.joining(","));

    JsonNode error = anna.ask("data", "\"topic\":\"cursor\",\"body\":1,\"to\":[" + many + "]");

    assertThat(error.path("code").asText()).isEqualTo("too-large");
    assertThat(error.path("message").asText()).contains("300");
  }

  @Test
  void shouldTellLateComersWhatWasSaid() {
    chat(anna, "\"one\"");
    chat(ben, "\"two\"");
    anna.ask("data", "\"topic\":\"cursor\",\"body\":1");
    anna.ask("data", "\"topic\":\"chat\",\"body\":\"psst\",\"to\":[\"%s\"]".formatted(ben.pid()));

    TestClient dora = meeting.join("dora");

    JsonNode history = dora.connection.latest("history");
    assertThat(history.path("topic").asText()).isEqualTo("chat");
    assertThat(history.path("items").findValuesAsText("body")).containsExactly("one", "two");
  }

  @Test
  void shouldTellOnlyTheLatestTwoHundred() {
    for (int i = 0; i < 205; i++) {
      meeting.pass(Duration.ofMillis(50));
      chat(anna, "\"" + i + "\"");
    }

    List<String> bodies =
        meeting.join("dora").connection.received("history").stream()
            .flatMap(history -> history.path("items").findValuesAsText("body").stream())
            .toList();

    assertThat(bodies).hasSize(200).startsWith("5").endsWith("204");
  }

  @Test
  void shouldTellOnlyTheLatestQuarterOfAMillionCharacters() {
    String filler = "x".repeat(15_000);
    for (int i = 10; i < 60; i++) {
      meeting.pass(Duration.ofMillis(200));
      chat(anna, "\"" + i + filler + "\"");
    }

    TestClient dora = meeting.join("dora");
    List<String> begins =
        dora.connection.received("history").stream()
            .flatMap(history -> history.path("items").findValuesAsText("body").stream())
            .map(body -> body.substring(0, 2))
            .toList();

    assertThat(begins).hasSize(256 * 1024 / 15_004).startsWith("43").endsWith("59");
    assertThat(dora.connection.received("gap")).isEmpty();
  }

  @Test
  void shouldTellChatAgainToWhoWasAway() {
    chat(anna, "\"one\"");
    ben.lose();
    chat(anna, "\"two\"");
    anna.ask("data", "\"topic\":\"cursor\",\"body\":7");

    TestClient again = meeting.connect();
    again.resume(ben, ben.rev());

    assertThat(again.connection.latest("history").path("items").findValuesAsText("body"))
        .containsExactly("one", "two");
    assertThat(again.connection.received("data")).hasSize(1);
    assertThat(again.connection.latest("data").path("body").asInt()).isEqualTo(7);
  }

  @Test
  void shouldRefuseBodiesThatAreTooLarge() {
    assertThat(chat(anna, "\"" + "x".repeat(15 * 1024 - 2) + "\"").path("t").asText())
        .isEqualTo("ok");
    assertThat(chat(anna, "\"" + "x".repeat(15 * 1024 - 1) + "\"").path("code").asText())
        .isEqualTo("too-large");
    assertThat(chat(anna, "\"" + "é".repeat(8 * 1024) + "\"").path("code").asText())
        .isEqualTo("too-large");
  }

  @Test
  void shouldRefuseTopicsThatAreNone() {
    assertThat(anna.ask("data", "\"topic\":\" \",\"body\":1").path("code").asText())
        .isEqualTo("bad-request");
    assertThat(anna.ask("data", "\"body\":1").path("code").asText()).isEqualTo("bad-request");
  }

  private static JsonNode chat(TestClient who, String body) {
    return who.ask("data", "\"topic\":\"chat\",\"body\":" + body);
  }
}
