package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small class on a server in this process. */
class ScenarioRunTest {
  private static final ScenarioRun.Settings SETTINGS =
      new ScenarioRun.Settings(Spacing.EVEN, 3, 60, 0, 1);

  @Test
  void shouldBringEverythingToEverybodyInAClass() throws Exception {
    ScenarioReport report = play("class-10");

    assertThat(report.coming().people()).isEqualTo(11);
    assertThat(report.coming().complete()).isEqualTo(11);
    assertThat(report.coming().pictures().count()).isEqualTo(10);
    assertThat(report.tally().sounds()).isPositive();
    assertThat(report.tally().pictures()).isPositive();
    assertThat(report.tally().lost()).isZero();
    assertThat(report.findings().wrong()).isZero();
    assertThat(report.findings().latencyMicros().getTotalCount()).isPositive();
  }

  @Test
  void shouldShowEverybodyToEverybodyInMeetings() throws Exception {
    ScenarioReport report = play("meetings-2x3");

    assertThat(report.coming().people()).isEqualTo(6);
    assertThat(report.coming().complete()).isEqualTo(6);
    assertThat(report.coming().pictures().count()).isEqualTo(6);
    assertThat(report.findings().wrong()).isZero();
  }

  @Test
  void shouldBringEverythingToViewersByWhep() throws Exception {
    try (TestServer server = TestServer.start()) {
      ScenarioReport report = play("whep-10", server);

      assertThat(report.coming().people()).isEqualTo(11);
      assertThat(report.coming().complete()).isEqualTo(11);
      assertThat(report.coming().pictures().count()).isEqualTo(10);
      assertThat(report.tally().sounds()).isPositive();
      assertThat(report.tally().pictures()).isPositive();
      assertThat(report.tally().lost()).isZero();
      assertThat(report.findings().wrong()).isZero();
      assertThat(server.get("/v1/rooms/whep-10-0/participants")).contains("\"items\":[]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"room-5", "room-5x2", "audio-5", "storm-9"})
  void shouldPlayEveryKindOfScenario(String name) throws Exception {
    ScenarioReport report = play(name);

    assertThat(report.coming().complete()).isEqualTo(Scenario.of(name).people());
    assertThat(report.tally().packets()).isPositive();
    assertThat(report.tally().lost()).isZero();
    assertThat(report.tally().backward()).isZero();
    assertThat(report.findings().wrong()).isZero();
  }

  @Test
  void shouldBearThatNobodySpeaks() throws Exception {
    ScenarioReport report = play("idle-3");

    assertThat(report.coming().people()).isEqualTo(3);
    assertThat(report.tally()).isEqualTo(Tally.NOTHING);
    assertThat(report.figures())
        .filteredOn(figure -> figure.key().equals("cpuMicros"))
        .singleElement()
        .hasToString("-");
  }

  private static ScenarioReport play(String scenario) throws Exception {
    try (TestServer server = TestServer.start()) {
      return play(scenario, server);
    }
  }

  private static ScenarioReport play(String name, TestServer server) throws Exception {
    long pid = ProcessHandle.current().pid();
    Scenario scenario = Scenario.of(name);
    try (Crowd crowd = new Crowd(server.address())) {
      Conference conference =
          Software.PLENUM.conference(crowd, scenario.entrance(), server.address(), pid);
      return new ScenarioRun(crowd, conference, scenario, SETTINGS).run();
    }
  }
}
