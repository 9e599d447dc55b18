package dev.plenum.bwe.scenario;

import static dev.plenum.bwe.testkit.Units.kbps;
import static dev.plenum.bwe.testkit.Units.mbps;
import static dev.plenum.bwe.testkit.Units.millis;
import static dev.plenum.bwe.testkit.Units.seconds;

import dev.plenum.bwe.scenario.Case.Outcome;
import dev.plenum.bwe.testkit.Loss;
import dev.plenum.bwe.testkit.MediaConfig;
import dev.plenum.bwe.testkit.MediaFlow;
import dev.plenum.bwe.testkit.Testbed;
import java.util.List;

/**
 * Loss that does not come from sending too fast, and loss that does without any queue to tell: the
 * rate must not follow the one and has to follow the other.
 */
public final class LossScenarios {
  private static final long ONE_WAY = millis(10);

  private LossScenarios() {}

  public static List<Case> cases() {
    return List.of(
        new Case("loss: 30% by chance", seed -> byChance(seed, 0.3, 2_000)),
        new Case("loss: 50% by chance", seed -> byChance(seed, 0.5, 2_000)),
        new Case("loss: 30% by chance, little sent", seed -> byChance(seed, 0.3, 400)),
        new Case("loss: 50% by chance, little sent", seed -> byChance(seed, 0.5, 400)),
        new Case("loss: 30% from the start", seed -> fromTheStart(seed, 0.3)),
        new Case("loss: 50% from the start", seed -> fromTheStart(seed, 0.5)),
        new Case("loss: queue of 20 ms", seed -> shallow(seed, millis(20), 0, 15)),
        new Case("loss: queue of 5 ms", seed -> shallow(seed, millis(5), 0, 15)),
        new Case(
            "loss: queue of 20 ms and 30% by chance", seed -> shallow(seed, millis(20), 0.3, 20)),
        new Case("loss: queue of 20 ms, falls", LossScenarios::shallowFalls));
  }

  /** A link of 5 Mbps loses for half a minute. */
  private static Outcome byChance(long seed, double share, double videoKbps) {
    Testbed testbed = new Testbed(seed, mbps(5), mbps(5)).oneWay(ONE_WAY).queues(millis(300));
    MediaFlow flow = flow(testbed, videoKbps);
    testbed.runUntil(seconds(10));
    flow.path().loss(Loss.random(share));
    testbed.runUntil(seconds(40));
    flow.path().loss(Loss.NONE);
    double during = flow.target().mean(seconds(15), seconds(40)) / 1e3;
    testbed.runUntil(seconds(50));
    long back = flow.target().first(seconds(40), bps -> bps >= 0.9 * kbps(videoKbps));
    return new Outcome(
        testbed,
        seconds(50),
        List.of(
            Figure.atLeast("mean estimate, after 5 s", 0.85 * videoKbps, during, "kbps"),
            Figure.atMost("loss over: estimate back", 4, (back - seconds(40)) / 1e9, "s")));
  }

  private static Outcome fromTheStart(long seed, double share) {
    Testbed testbed = new Testbed(seed, mbps(5), mbps(5)).oneWay(ONE_WAY).queues(millis(300));
    MediaFlow flow = flow(testbed.loss(share), 2_000);
    testbed.runUntil(seconds(30));
    double least = flow.target().mean(seconds(10), seconds(30)) / 1e3;
    return new Outcome(
        testbed,
        seconds(30),
        List.of(Figure.atLeast("mean estimate, after 10 s", 1_000, least, "kbps")));
  }

  private static Outcome shallow(long seed, long queueNanos, double chance, double mostLoss) {
    Testbed testbed = new Testbed(seed, mbps(1), mbps(5)).oneWay(ONE_WAY).loss(chance);
    testbed.forward().queueNanos(queueNanos);
    MediaFlow flow = flow(testbed, 3_000);
    testbed.runUntil(seconds(60));
    double rate = (1 - chance) * flow.trace().sentBps(seconds(10), seconds(60)) / 1e3;
    double own = 100 * flow.trace().selfInflictedLoss(seconds(10), seconds(60));
    return new Outcome(
        testbed,
        seconds(60),
        List.of(
            Figure.within("1 Mbps: what gets to it, after 10 s", 400, 1_200, rate, "kbps"),
            Figure.atMost("self-inflicted loss", mostLoss, own, "%")));
  }

  private static Outcome shallowFalls(long seed) {
    Testbed testbed = new Testbed(seed, mbps(3), mbps(5)).oneWay(ONE_WAY);
    testbed.forward().queueNanos(millis(20)).capacityAt(seconds(20), kbps(500));
    MediaFlow flow = flow(testbed, 2_000);
    testbed.runUntil(seconds(60));
    double rate = flow.trace().sentBps(seconds(24), seconds(60)) / 1e3;
    double own = 100 * flow.trace().selfInflictedLoss(seconds(24), seconds(60));
    return new Outcome(
        testbed,
        seconds(60),
        List.of(
            Figure.within("500 kbps, sent after 4 s", 200, 550, rate, "kbps"),
            Figure.atMost("self-inflicted loss", 15, own, "%")));
  }

  private static MediaFlow flow(Testbed testbed, double videoKbps) {
    MediaConfig config = MediaConfig.video(kbps(300), kbps(30), kbps(videoKbps));
    return testbed.media("video", config.withAudio(kbps(40))).pacedNarrowly();
  }
}
