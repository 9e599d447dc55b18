package dev.plenum.bwe.scenario;

import static dev.plenum.bwe.testkit.Units.kbps;
import static dev.plenum.bwe.testkit.Units.mbps;
import static dev.plenum.bwe.testkit.Units.millis;
import static dev.plenum.bwe.testkit.Units.seconds;

import dev.plenum.bwe.scenario.Case.Outcome;
import dev.plenum.bwe.testkit.MediaConfig;
import dev.plenum.bwe.testkit.MediaConfig.Feedback;
import dev.plenum.bwe.testkit.MediaFlow;
import dev.plenum.bwe.testkit.Series;
import dev.plenum.bwe.testkit.Testbed;
import java.util.List;

/**
 * What libwebrtc asserts of its own controller in simulated networks (the GoogCcScenario tests of
 * goog_cc_network_control_unittest.cc). Queues are unbounded unless a case says otherwise.
 */
public final class LibwebrtcScenarios {
  private static final long WIDE_BPS = mbps(100);

  private LibwebrtcScenarios() {}

  public static List<Case> cases() {
    return List.of(
        new Case("libwebrtc: follows the link", LibwebrtcScenarios::followsTheLink),
        new Case("libwebrtc: fast start", LibwebrtcScenarios::fastStart),
        new Case("libwebrtc: REMB lifted", LibwebrtcScenarios::rembLifted),
        new Case("libwebrtc: 10% loss", LibwebrtcScenarios::tenPercentLoss),
        new Case("libwebrtc: 20% loss", LibwebrtcScenarios::twentyPercentLoss),
        new Case("libwebrtc: receiver reports only", LibwebrtcScenarios::receiverReportsOnly),
        new Case("libwebrtc: against TCP", LibwebrtcScenarios::againstTcp),
        new Case("libwebrtc: video stops", LibwebrtcScenarios::videoStops));
  }

  private static Outcome followsTheLink(long seed) {
    Testbed testbed = new Testbed(seed, kbps(500), WIDE_BPS).oneWay(millis(100));
    MediaFlow flow = testbed.media("video", video(300, 10, 1500));
    testbed.runUntil(seconds(25));
    Figure at500 = Figure.near("500 kbps, at 25 s", 450, 100, kbpsOf(flow), "kbps");
    testbed.forward().capacity(kbps(800));
    testbed.runUntil(seconds(45));
    Figure at800 = Figure.near("800 kbps, after 20 s", 750, 150, kbpsOf(flow), "kbps");
    testbed.forward().capacity(kbps(100));
    testbed.paths(path -> path.oneWay(millis(200)));
    testbed.runUntil(seconds(95));
    Figure at100 = Figure.near("100 kbps, 200 ms, after 50 s", 90, 25, kbpsOf(flow), "kbps");
    return new Outcome(testbed, seconds(95), List.of(at500, at800, at100));
  }

  private static Outcome fastStart(long seed) {
    Testbed testbed = new Testbed(seed, mbps(1), WIDE_BPS).oneWay(millis(50));
    MediaFlow flow = testbed.media("video", video(300, 30, 30_000));
    testbed.runUntil(millis(500));
    Figure figure = Figure.near("1 Mbps from 300 kbps, at 0.5 s", 1000, 300, kbpsOf(flow), "kbps");
    testbed.runUntil(seconds(5));
    return new Outcome(testbed, seconds(5), List.of(figure));
  }

  private static Outcome rembLifted(long seed) {
    Testbed testbed = new Testbed(seed, mbps(2), WIDE_BPS).oneWay(millis(50));
    MediaFlow flow = testbed.media("video", video(1000, 30, 30_000));
    testbed.runUntil(seconds(10));
    Figure before = Figure.above("2 Mbps from 1 Mbps, at 10 s", 1500, kbpsOf(flow), "kbps");
    flow.remb(kbps(250));
    testbed.runUntil(seconds(11));
    Figure capped = Figure.near("REMB of 250 kbps, after 1 s", 250, 0, kbpsOf(flow), "kbps");
    flow.remb(mbps(10));
    testbed.runUntil(seconds(21));
    Figure after = Figure.above("REMB lifted, after 10 s", 1500, kbpsOf(flow), "kbps");
    return new Outcome(testbed, seconds(21), List.of(before, capped, after));
  }

  private static Outcome tenPercentLoss(long seed) {
    Testbed testbed = new Testbed(seed, mbps(2), WIDE_BPS).oneWay(millis(200)).loss(0.1);
    MediaFlow flow = testbed.media("video", video(300, 10, 1500));
    testbed.runUntil(seconds(120));
    return new Outcome(
        testbed,
        seconds(120),
        List.of(Figure.above("10% loss, at 120 s", 100, kbpsOf(flow), "kbps")));
  }

  private static Outcome twentyPercentLoss(long seed) {
    Testbed testbed = new Testbed(seed, mbps(2), WIDE_BPS).oneWay(millis(10)).loss(0.2);
    MediaFlow flow = testbed.media("video", video(300, 30, 30_000));
    testbed.runUntil(millis(2250));
    int dips = 0;
    for (long time = millis(750); time <= millis(2250); time += millis(50)) {
      dips = Math.max(dips, dips(flow.target(), time));
    }
    Figure figure = Figure.below("20% loss, dips of 100 kbps in any 0.5 s", 2, dips, "");
    testbed.runUntil(seconds(10));
    return new Outcome(testbed, seconds(10), List.of(figure));
  }

  private static Outcome receiverReportsOnly(long seed) {
    Testbed testbed = new Testbed(seed, mbps(2), WIDE_BPS).oneWay(millis(50)).loss(0.15);
    MediaFlow flow =
        testbed.media("video", video(300, 10, 1500).withFeedback(Feedback.RECEIVER_REPORTS));
    testbed.runUntil(seconds(20));
    return new Outcome(
        testbed,
        seconds(20),
        List.of(Figure.atMost("15% loss, at 20 s", 300, kbpsOf(flow), "kbps")));
  }

  private static Outcome againstTcp(long seed) {
    Testbed testbed = new Testbed(seed, mbps(1), mbps(1)).oneWay(millis(50));
    MediaFlow flow = testbed.media("video", video(1000, 30, 30_000));
    testbed.tcp("TCP");
    testbed.runUntil(seconds(10));
    return new Outcome(
        testbed,
        seconds(10),
        List.of(Figure.below("1 Mbps with TCP, at 10 s", 750, kbpsOf(flow), "kbps")));
  }

  private static Outcome videoStops(long seed) {
    Testbed testbed = new Testbed(seed, mbps(2), WIDE_BPS).oneWay(millis(100));
    MediaFlow flow = testbed.media("video", video(1000, 30, 30_000));
    testbed.runUntil(seconds(1));
    flow.playing(false);
    testbed.runUntil(seconds(5));
    return new Outcome(
        testbed,
        seconds(5),
        List.of(Figure.above("2 Mbps, video stopped for 4 s", 1000, kbpsOf(flow), "kbps")));
  }

  private static MediaConfig video(double startKbps, double minKbps, double maxKbps) {
    return MediaConfig.video(kbps(startKbps), kbps(minKbps), kbps(maxKbps));
  }

  private static double kbpsOf(MediaFlow flow) {
    return flow.targetBps() / 1e3;
  }

  /** How often in the half second before, by samples of 50 ms, the estimate fell and came back. */
  private static int dips(Series target, long endNanos) {
    double first = target.at(endNanos - millis(450));
    boolean high = true;
    int dips = 0;
    for (long time = endNanos - millis(400); time <= endNanos; time += millis(50)) {
      double bps = target.at(time);
      if (high && bps < first - kbps(100)) {
        dips++;
        high = false;
      } else if (bps >= first) {
        high = true;
      }
    }
    return dips;
  }
}
