package dev.plenum.bwe.testkit;

import static dev.plenum.bwe.testkit.Units.millis;

import dev.plenum.bwe.estimator.BandwidthEstimator;
import dev.plenum.bwe.pacing.Pacer;
import dev.plenum.bwe.pacing.PacerConfig;
import dev.plenum.bwe.probe.ProbeCluster;
import java.util.Random;

/**
 * A sender of video, as large as its estimate allows, with the estimator and the pacer of the
 * product: 30 frames a second of sizes that vary by a fifth, in packets of at most 1,200 bytes.
 */
public final class MediaFlow {
  private static final long FRAME_NANOS = 1_000_000_000 / 30;
  private static final long AUDIO_NANOS = millis(20);
  private static final int MAX_PACKET_BYTES = 1200;

  private final Simulation simulation;
  private final Path forward;
  private final MediaConfig config;
  private final Random random;
  private final BandwidthEstimator estimator;
  private final Pacer pacer;
  private final MediaReceiver receiver;
  private final Alarm pacing;
  private final Alarm estimating;
  private final Series target = new Series();
  private boolean playing = true;
  private int frame;
  private int transportSequence;

  /** Starts now, its first frame within the time of one, so that flows do not march in step. */
  public MediaFlow(Simulation simulation, Path forward, Path backward, MediaConfig config) {
    this.simulation = simulation;
    this.forward = forward;
    this.config = config;
    this.random = simulation.newRandom();
    long nowNanos = simulation.nowNanos();
    this.estimator = new BandwidthEstimator(config.estimator(), nowNanos);
    this.pacer = new Pacer(PacerConfig.DEFAULT, estimator.targetBps(), packet -> {}, nowNanos);
    this.receiver = new MediaReceiver(simulation, backward, config.feedback(), estimator);
    this.pacing = new Alarm(simulation, this::send);
    this.estimating = new Alarm(simulation, this::estimatorIsDue);
    receiver.onChange(this::estimateMayHaveChanged);
    estimator.demand(config.videoBps() + config.audioBps());
    simulation.after(random.nextLong(FRAME_NANOS), this::produceFrames);
    if (config.audioBps() > 0) {
      simulation.after(random.nextLong(AUDIO_NANOS), this::produceAudio);
    }
    simulation.every(millis(1000), this::sendReport);
    estimateMayHaveChanged();
  }

  /** The camera goes off, or on again. */
  public void playing(boolean on) {
    playing = on;
    estimator.demand(on ? config.videoBps() + config.audioBps() : 0);
    estimateMayHaveChanged();
  }

  /**
   * Frames leave hardly faster than the estimate while more is wanted, see {@link Pacer#demand}.
   */
  public MediaFlow pacedNarrowly() {
    pacer.demand(config.videoBps() + config.audioBps());
    return this;
  }

  /** The receiver says how much it takes, by a message on the way back. */
  public void remb(long bps) {
    receiver.sendRemb(bps);
  }

  public BandwidthEstimator estimator() {
    return estimator;
  }

  public long targetBps() {
    return estimator.targetBps();
  }

  /** The estimate over time. */
  public Series target() {
    return target;
  }

  public FlowTrace trace() {
    return forward.trace();
  }

  public Path path() {
    return forward;
  }

  /** Packets that the pacer dropped rather than sent late. */
  public long pacerDrops() {
    return pacer.droppedPackets();
  }

  private void produceFrames() {
    if (playing) {
      long bps = Math.min(config.videoBps(), estimator.targetBps() - config.audioBps());
      double varied = 0.8 + 0.4 * random.nextDouble();
      offerFrame(Math.max(100, (int) (bps / 8.0 / 30 * varied)));
      send();
    }
    simulation.after(FRAME_NANOS, this::produceFrames);
  }

  /** In packets of about equal size; what is left of a frame that had to give way is not sent. */
  private void offerFrame(int frameBytes) {
    frame++;
    int packets = (frameBytes + MAX_PACKET_BYTES - 1) / MAX_PACKET_BYTES;
    for (int i = 0; i < packets; i++) {
      int bytes = frameBytes * (i + 1) / packets - frameBytes * i / packets;
      if (pacer.offerVideo(0, frame, 0, bytes, simulation.nowNanos()) != Pacer.ACCEPTED) {
        return;
      }
    }
  }

  private void produceAudio() {
    int bytes = (int) (config.audioBps() * AUDIO_NANOS / 8_000_000_000L);
    pacer.onAudio(bytes, simulation.nowNanos());
    transmit(bytes);
    send();
    simulation.after(AUDIO_NANOS, this::produceAudio);
  }

  private void send() {
    long nowNanos = simulation.nowNanos();
    for (long packet = pacer.poll(nowNanos); packet != Pacer.NONE; packet = pacer.poll(nowNanos)) {
      if (packet == Pacer.PADDING) {
        pacer.onPadding(pacer.polledBytes(), nowNanos);
      }
      transmit(pacer.polledBytes());
    }
    pacing.set(pacer.nextDeadlineNanos());
  }

  private void transmit(int bytes) {
    int sequence = transportSequence++;
    if (config.feedback() == MediaConfig.Feedback.TRANSPORT_WIDE) {
      estimator.onPacketSent(
          sequence & 0xffff, bytes, pacer.polledProbeCluster(), simulation.nowNanos());
    }
    receiver.expect();
    forward.send(bytes, () -> receiver.arrived(sequence));
  }

  /** A sender report, whose answer tells the round trip. */
  private void sendReport() {
    long sentNanos = simulation.nowNanos();
    forward.send(MediaReceiver.REPORT_BYTES, () -> receiver.answer(sentNanos));
  }

  private void estimatorIsDue() {
    estimator.onDeadline(simulation.nowNanos());
    estimateMayHaveChanged();
  }

  private void estimateMayHaveChanged() {
    target.add(simulation.elapsedNanos(), (double) estimator.targetBps());
    pacer.targetRate(estimator.targetBps());
    if (!pacer.isProbing()) {
      ProbeCluster cluster = estimator.pollProbe();
      if (cluster != null) {
        pacer.probe(cluster, simulation.nowNanos());
      }
    }
    send();
    estimating.set(estimator.nextDeadlineNanos());
  }
}
