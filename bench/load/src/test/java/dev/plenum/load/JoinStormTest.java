package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A small storm on a server in this process. */
class JoinStormTest {
  private static final JoinStorm.Profile PROFILE = new JoinStorm.Profile(30, 2, 30, 150_000, 1);

  /** While the first and the last ask are on their way. */
  private static final int MORE_ASKS = 2;

  @Test
  void shouldShowEverybodyAPictureWithOneKeyFrameASecond() throws Exception {
    try (TestServer server = TestServer.start()) {
      long pid = ProcessHandle.current().pid();

      JoinReport report = new JoinStorm(server.address(), pid, "storm", PROFILE).run();

      assertThat(report.absent()).isZero();
      assertThat(report.blind()).isZero();
      assertThat(report.packets()).isPositive();
      assertThat(report.keyFramesAsked()).isLessThanOrEqualTo((int) report.seconds() + MORE_ASKS);
    }
  }
}
