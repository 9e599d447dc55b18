package dev.plenum.bwe.scenario;

import static dev.plenum.bwe.scenario.CapacitySteps.step;
import static dev.plenum.bwe.testkit.Units.kbps;
import static dev.plenum.bwe.testkit.Units.mbps;
import static dev.plenum.bwe.testkit.Units.millis;
import static dev.plenum.bwe.testkit.Units.seconds;

import dev.plenum.bwe.scenario.Case.Outcome;
import dev.plenum.bwe.testkit.MediaConfig;
import dev.plenum.bwe.testkit.MediaFlow;
import dev.plenum.bwe.testkit.Testbed;
import java.util.ArrayList;
import java.util.List;

/**
 * The test cases for congestion control of interactive media, RFC 8867 §5.1 to §5.8: 50 ms one way,
 * 30 ms of jitter and queues of 300 ms. Beside TCP the queue is not ours, so that only shares are
 * judged there.
 */
public final class Rfc8867Scenarios {
  private static final long WIDE_BPS = mbps(100);

  /** As §4.3 has it, but with video that fills the widest of the links. */
  private static final MediaConfig VIDEO = MediaConfig.video(kbps(300), kbps(150), mbps(5));

  private Rfc8867Scenarios() {}

  public static List<Case> cases() {
    return List.of(
        new Case("RFC 8867 5.1 one flow, capacity varies", Rfc8867Scenarios::oneFlow),
        new Case("RFC 8867 5.2 two flows, capacity varies", Rfc8867Scenarios::twoFlows),
        new Case("RFC 8867 5.3 congested feedback", Rfc8867Scenarios::congestedFeedback),
        new Case("RFC 8867 5.4 three flows", Rfc8867Scenarios::threeFlows),
        new Case("RFC 8867 5.5 round trips differ", Rfc8867Scenarios::roundTripFairness),
        new Case("RFC 8867 5.6 long TCP", Rfc8867Scenarios::longTcp),
        new Case("RFC 8867 5.7 ten short TCPs", Rfc8867Scenarios::shortTcps),
        new Case("RFC 8867 5.8 pause and resume", Rfc8867Scenarios::pauseAndResume));
  }

  private static Testbed testbed(long seed, double forwardMbps, long backwardBps) {
    return new Testbed(seed, mbps(forwardMbps), backwardBps)
        .oneWay(millis(50))
        .jitter(millis(30))
        .queues(millis(300));
  }

  private static Outcome oneFlow(long seed) {
    Testbed testbed = testbed(seed, 1, WIDE_BPS);
    long end = seconds(100);
    CapacitySteps steps =
        new CapacitySteps(
            testbed.forward(), end, step(0, 1), step(40, 2.5), step(60, 0.6), step(80, 1));
    MediaFlow flow = testbed.media("video", VIDEO);
    testbed.runUntil(end);
    return new Outcome(testbed, end, steps.figures(List.of(flow)));
  }

  private static Outcome twoFlows(long seed) {
    Testbed testbed = testbed(seed, 4, WIDE_BPS);
    long end = seconds(125);
    CapacitySteps steps =
        new CapacitySteps(
            testbed.forward(),
            end,
            step(0, 4),
            step(25, 2),
            step(50, 3.5),
            step(75, 1),
            step(100, 2));
    List<MediaFlow> flows =
        List.of(testbed.media("video 1", VIDEO), testbed.media("video 2", VIDEO));
    testbed.runUntil(end);
    return new Outcome(testbed, end, steps.figures(flows));
  }

  private static Outcome congestedFeedback(long seed) {
    Testbed testbed = testbed(seed, 2, mbps(2));
    long end = seconds(100);
    CapacitySteps forward =
        new CapacitySteps(
            testbed.forward(), end, step(0, 2), step(20, 1), step(40, 0.5), step(60, 2));
    CapacitySteps backward =
        new CapacitySteps(testbed.backward(), end, step(0, 2), step(35, 0.8), step(70, 2));
    MediaFlow there = testbed.media("forward", VIDEO);
    MediaFlow back = testbed.mediaBackward("backward", VIDEO);
    testbed.runUntil(end);
    List<Figure> figures = new ArrayList<>();
    figures.addAll(named("forward", forward.figures(List.of(there))));
    figures.addAll(named("backward", backward.figures(List.of(back))));
    return new Outcome(testbed, end, figures);
  }

  private static Outcome threeFlows(long seed) {
    Testbed testbed = testbed(seed, 3.5, WIDE_BPS);
    long end = seconds(120);
    CapacitySteps steps = new CapacitySteps(testbed.forward(), end, step(0, 3.5));
    List<MediaFlow> flows = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      testbed.runUntil(seconds(20 * i));
      flows.add(testbed.media("video " + (i + 1), VIDEO));
    }
    testbed.runUntil(end);
    List<Figure> figures = new ArrayList<>(steps.figures(flows));
    figures.add(Figure.atLeast("Jain, while all send", 0.9, jain(flows, seconds(40), end), ""));
    return new Outcome(testbed, end, figures);
  }

  private static Outcome roundTripFairness(long seed) {
    Testbed testbed = testbed(seed, 4, WIDE_BPS);
    long end = seconds(300);
    CapacitySteps steps = new CapacitySteps(testbed.forward(), end, step(0, 4));
    List<MediaFlow> flows = new ArrayList<>();
    for (int oneWayMillis : new int[] {10, 25, 50, 100, 150}) {
      testbed.runUntil(seconds(10 * flows.size())).oneWay(millis(oneWayMillis));
      flows.add(testbed.media(oneWayMillis + " ms", VIDEO));
    }
    testbed.runUntil(end);
    List<Figure> figures = new ArrayList<>(steps.figures(flows));
    figures.add(Figure.atLeast("Jain, while all send", 0.8, jain(flows, seconds(40), end), ""));
    return new Outcome(testbed, end, figures);
  }

  private static Outcome longTcp(long seed) {
    Testbed testbed = testbed(seed, 2, WIDE_BPS);
    long end = seconds(120);
    testbed.tcp("TCP");
    MediaFlow flow = testbed.media("video", VIDEO);
    testbed.runUntil(end);
    double share = 100 * flow.trace().receivedBps(seconds(5), end) / mbps(2);
    return new Outcome(
        testbed, end, List.of(Figure.within("share of the link", 10, 60, share, "%")));
  }

  private static Outcome shortTcps(long seed) {
    Testbed testbed = testbed(seed, 2, WIDE_BPS);
    long end = seconds(300);
    for (int i = 0; i < 10; i++) {
      testbed.shortTcps("TCP " + (i + 1), i < 2);
    }
    testbed.media("video 1", VIDEO);
    testbed.media("video 2", VIDEO);
    testbed.runUntil(end);
    double received = 0;
    for (Testbed.Labelled flow : testbed.flows()) {
      received += flow.trace().receivedBps(seconds(5), end);
    }
    return new Outcome(
        testbed,
        end,
        List.of(Figure.atLeast("steady utilisation, all", 85, 100 * received / mbps(2), "%")));
  }

  private static Outcome pauseAndResume(long seed) {
    Testbed testbed = testbed(seed, 3.5, WIDE_BPS);
    long end = seconds(120);
    CapacitySteps steps = new CapacitySteps(testbed.forward(), end, step(0, 3.5));
    List<MediaFlow> flows = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      testbed.runUntil(seconds(20 * i));
      flows.add(testbed.media("video " + (i + 1), VIDEO));
    }
    flows.getFirst().playing(false);
    testbed.runUntil(seconds(60));
    flows.getFirst().playing(true);
    testbed.runUntil(end);
    return new Outcome(testbed, end, steps.figures(flows));
  }

  /** Jain's index of the rates received: 1 if all are equal. */
  private static double jain(List<MediaFlow> flows, long fromNanos, long toNanos) {
    double sum = 0;
    double squares = 0;
    for (MediaFlow flow : flows) {
      double rate = flow.trace().receivedBps(fromNanos, toNanos);
      sum += rate;
      squares += rate * rate;
    }
    return sum * sum / (flows.size() * squares);
  }

  private static List<Figure> named(String direction, List<Figure> figures) {
    return figures.stream()
        .map(
            figure ->
                new Figure(
                    direction + ": " + figure.what(),
                    figure.target(),
                    figure.measured(),
                    figure.held()))
        .toList();
  }
}
