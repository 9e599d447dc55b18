package dev.plenum.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Many people with ICE, DTLS and SRTP of another library than ours, who check every packet. */
final class SyntheticRoomTest {

  private static final int PEOPLE = 50;
  private static final int TILES = 9;

  @Test
  void shouldLoseNothingBetweenFiftyPeople() {
    try (ServerProcess server = ServerProcess.start("--public-address", "127.0.0.1");
        SyntheticRoom room = SyntheticRoom.fill(server, PEOPLE, "--fps", "8", "--seconds", "10")) {
      room.await("receiving");
      JsonNode report = room.await("report");

      System.out.printf(
          "50 people: %.1f us of CPU per forwarded packet, %.0f KiB per participant, "
              + "%.1f joins a second%n",
          report.get("cpuMicrosPerForwardedPacket").asDouble(),
          report.get("memoryKiBPerParticipant").asDouble(),
          report.get("joinsPerSecond").asDouble());
      assertThat(report.get("packets").asLong()).isPositive();
      for (String fault :
          new String[] {
            "lost",
            "earlyLost",
            "late",
            "duplicates",
            "undelivered",
            "misattributed",
            "notAsked",
            "pictureGaps",
            "disconnected"
          }) {
        assertThat(report.get(fault).asLong()).as("%s in %s", fault, report).isZero();
      }
      assertThat(report.get("fewestTiles").asInt()).isEqualTo(TILES);
      assertThat(report.get("fewestVoices").asInt()).isGreaterThanOrEqualTo(2);
    }
  }
}
