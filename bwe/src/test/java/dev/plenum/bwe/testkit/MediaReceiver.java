package dev.plenum.bwe.testkit;

import static dev.plenum.bwe.testkit.Units.millis;

import dev.plenum.bwe.estimator.BandwidthEstimator;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The other end of a {@link MediaFlow}: notes when each packet came and tells the sender, by
 * messages on the way back which that way may delay or lose.
 */
final class MediaReceiver {
  /** IP, UDP, SRTCP and one report block. */
  static final int REPORT_BYTES = 80;

  private static final long FEEDBACK_NANOS = millis(50);

  /** Arrival times are told in units of 250 µs (draft-holmer-rmcat-transport-wide-cc §3.1.5). */
  private static final long TICK_NANOS = 250_000;

  /** The peer's clock began at another time than ours. */
  private static final long CLOCK_OFFSET_NANOS = 77_777_777_000_000L;

  /** A packet that is later than that is not told of again (libwebrtc does the same). */
  private static final long TOLD_AGAIN_NANOS = millis(500);

  private final Simulation simulation;
  private final Path backward;
  private final MediaConfig.Feedback feedback;
  private final BandwidthEstimator estimator;
  private Runnable changed = () -> {};

  /** By transport sequence without wrap, when each came. */
  private final NavigableMap<Integer, Long> arrivals = new TreeMap<>();

  private int nextToTell;
  private int sent;
  private int arrived;
  private int toldSent;
  private int toldArrived;

  MediaReceiver(
      Simulation simulation,
      Path backward,
      MediaConfig.Feedback feedback,
      BandwidthEstimator estimator) {
    this.simulation = simulation;
    this.backward = backward;
    this.feedback = feedback;
    this.estimator = estimator;
    if (feedback == MediaConfig.Feedback.TRANSPORT_WIDE) {
      long phase = simulation.newRandom().nextLong(FEEDBACK_NANOS);
      simulation.after(phase, () -> simulation.every(FEEDBACK_NANOS, this::sendFeedback));
    }
  }

  void onChange(Runnable action) {
    changed = action;
  }

  /** The sender counts for the receiver what its sequence numbers would tell. */
  void expect() {
    sent++;
  }

  /** A late one makes the next message begin with it, as libwebrtc's does. */
  void arrived(int sequence) {
    arrived++;
    long nanos = (simulation.nowNanos() + CLOCK_OFFSET_NANOS) / TICK_NANOS * TICK_NANOS;
    arrivals.put(sequence, nanos);
    nextToTell = Math.min(nextToTell, sequence);
  }

  /** Answers a sender report with a receiver report. */
  void answer(long reportSentNanos) {
    int expected = sent - toldSent;
    int lost = Math.max(0, expected - (arrived - toldArrived));
    toldSent = sent;
    toldArrived = arrived;
    backward.send(
        REPORT_BYTES,
        () -> {
          long nowNanos = simulation.nowNanos();
          estimator.onRoundTrip(nowNanos - reportSentNanos);
          if (feedback == MediaConfig.Feedback.RECEIVER_REPORTS) {
            estimator.onReceiverReport(expected, lost, nowNanos);
          }
          changed.run();
        });
  }

  void sendRemb(long bps) {
    backward.send(
        REPORT_BYTES,
        () -> {
          estimator.onRemb(bps);
          changed.run();
        });
  }

  private void sendFeedback() {
    SortedMap<Integer, Long> told = new TreeMap<>(arrivals.tailMap(nextToTell));
    if (told.isEmpty()) {
      return;
    }
    int from = nextToTell;
    nextToTell = told.lastKey() + 1;
    long forgottenNanos = simulation.nowNanos() + CLOCK_OFFSET_NANOS - TOLD_AGAIN_NANOS;
    arrivals.headMap(from).values().removeIf(nanos -> nanos - forgottenNanos < 0);
    int bytes = REPORT_BYTES + 2 * told.size();
    backward.send(bytes, () -> tell(from, told));
  }

  private void tell(int from, SortedMap<Integer, Long> told) {
    estimator.beginFeedback(simulation.nowNanos());
    for (int sequence = from; sequence <= told.lastKey(); sequence++) {
      Long arrivalNanos = told.get(sequence);
      if (arrivalNanos == null) {
        estimator.onPacketMissing(sequence & 0xffff);
      } else {
        estimator.onPacketReceived(sequence & 0xffff, arrivalNanos);
      }
    }
    estimator.endFeedback();
    changed.run();
  }
}
