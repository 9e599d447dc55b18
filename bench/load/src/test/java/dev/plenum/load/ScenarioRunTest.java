package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
    long pid = ProcessHandle.current().pid();
    try (TestServer server = TestServer.start();
        Crowd crowd = new Crowd(server.address())) {
      Conference conference = new Plenum(crowd, server.address(), pid);
      return new ScenarioRun(crowd, conference, Scenario.of(scenario), SETTINGS).run();
    }
  }
}
