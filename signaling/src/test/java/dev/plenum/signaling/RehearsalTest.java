package dev.plenum.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RehearsalTest {

  @Test
  void shouldGoOnUnseenUntilThereIsARoom() {
    try (RunningSignaling server = RunningSignaling.rehearsing()) {
      while (server.media.commands.stream().noneMatch(said -> said.startsWith("disconnect"))) {
        Thread.onSpinWait();
      }
      assertThat(server.get("/readyz").statusCode()).isEqualTo(503);
      assertThat(server.get("/metrics").body()).contains("plenum_rooms 0.0");
      assertThat(RunningSignaling.json(server.get("/v1/rooms")).path("items")).isEmpty();

      server.post("/v1/rooms", "{\"name\":\"daily\"}");

      while (server.get("/readyz").statusCode() != 200) {
        Thread.onSpinWait();
      }
      assertThat(server.media.commands).contains("open rehearsal", "open daily", "close room");
      assertThat(server.get("/metrics").body()).contains("plenum_rooms 1.0");
    }
  }

  @Test
  void shouldBeReadyAtOnceWithoutOne() {
    try (RunningSignaling server = RunningSignaling.development()) {
      assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
    }
  }
}
