package dev.plenum.bwe.scenario;

import static dev.plenum.bwe.testkit.Units.kbps;
import static dev.plenum.bwe.testkit.Units.mbps;
import static dev.plenum.bwe.testkit.Units.millis;
import static dev.plenum.bwe.testkit.Units.seconds;

import dev.plenum.bwe.scenario.Case.Outcome;
import dev.plenum.bwe.testkit.MediaConfig;
import dev.plenum.bwe.testkit.MediaFlow;
import dev.plenum.bwe.testkit.Testbed;
import java.util.List;

/**
 * Paths that delay each packet in its own way, so that they overtake each other: jitter of ±50 and
 * ±100 ms, as in the slow-link tests of GSO-Simulcast (SIGCOMM 2022, section 6). All that a call
 * needs has to go through where there is room, and a good part of the link be used where there is
 * not, although nobody can tell a short queue from such jitter.
 */
public final class OvertakingScenarios {
  private static final long FROM = seconds(10);
  private static final long END = seconds(60);

  private OvertakingScenarios() {}

  public static List<Case> cases() {
    return List.of(
        new Case("overtaking: ±50 ms", seed -> overtaking(seed, millis(100), 75, 100)),
        new Case("overtaking: ±100 ms", seed -> overtaking(seed, millis(200), 60, 150)));
  }

  private static Outcome overtaking(long seed, long spreadNanos, double least, double longest) {
    Testbed quiet = testbed(seed, spreadNanos);
    MediaFlow modest = flow(quiet, 400);
    quiet.runUntil(END);
    Testbed testbed = testbed(seed, spreadNanos);
    MediaFlow greedy = flow(testbed, 3_000);
    testbed.runUntil(END);
    double use = 100 * greedy.trace().receivedBps(FROM, END) / kbps(1_500);
    double wait = greedy.trace().waitMillis().percentile(95);
    double share = 100 * modest.trace().receivedBps(FROM, END) / kbps(400);
    return new Outcome(
        testbed,
        END,
        List.of(
            Figure.atLeast("400 kbps wanted of 1.5 Mbps: received", 95, share, "%"),
            Figure.atLeast("3 Mbps wanted of 1.5 Mbps: utilisation", least, use, "%"),
            Figure.atMost("3 Mbps wanted: queueing p95", longest, wait, "ms")));
  }

  private static Testbed testbed(long seed, long spreadNanos) {
    return new Testbed(seed, kbps(1_500), mbps(100)).queues(millis(300)).overtaking(spreadNanos);
  }

  private static MediaFlow flow(Testbed testbed, double videoKbps) {
    MediaConfig config = MediaConfig.video(kbps(300), kbps(30), kbps(videoKbps));
    return testbed.media("video", config.withAudio(kbps(40)));
  }
}
