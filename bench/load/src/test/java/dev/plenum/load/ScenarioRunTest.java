package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A small class on a server in this process. */
class ScenarioRunTest {
  private static final ScenarioRun.Settings SETTINGS =
      new ScenarioRun.Settings(Spacing.EVEN, 3, 0, 1);

  @Test
  void shouldBringEverythingToEverybody() throws Exception {
    try (TestServer server = TestServer.start()) {
      long pid = ProcessHandle.current().pid();

      ScenarioReport report =
          new ScenarioRun(server.address(), pid, Scenario.of("class-10"), SETTINGS).run();

      assertThat(report.people()).isEqualTo(11);
      assertThat(report.complete()).isEqualTo(11);
      assertThat(report.pictures().count()).isEqualTo(10);
      assertThat(report.tally().lost()).isZero();
      assertThat(report.tally().packets()).isPositive();
      assertThat(report.findings().wrong()).isZero();
      assertThat(report.findings().latencyMicros().getTotalCount()).isPositive();
    }
  }
}
