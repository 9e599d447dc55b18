package dev.plenum.sfu.transport;

import dev.plenum.bwe.estimator.BandwidthEstimator;
import dev.plenum.bwe.estimator.EstimatorConfig;
import dev.plenum.bwe.pacing.Pacer;
import dev.plenum.bwe.pacing.PacerConfig;
import dev.plenum.bwe.probe.ProbeCluster;
import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.rtcp.TransportFeedback;
import dev.plenum.sfu.control.CounterReader.PacketKind;
import dev.plenum.sfu.control.DropReason;
import dev.plenum.sfu.counters.MediaCounters;
import dev.plenum.sfu.stream.Alarm;
import dev.plenum.sfu.stream.Deadline;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Owner: the loop. What one receiver's network carries, as far as its feedback tells, and when what
 * is sent there leaves: sound at once, then repetitions, then pictures by priority, and padding
 * where a probe wants it.
 *
 * <p>What waits is no packet but its number, see {@link PacedStream}. A packet that may leave at
 * once leaves when {@link PacingTurns} serve the batch that it came in.
 */
public final class Downlink {

  /** What an estimate lives on. */
  public enum Feedback {
    /** Transport-wide feedback on each packet. */
    TRANSPORT_WIDE,
    /** The receiver's own estimate, and the loss in its reports. */
    REMB,
    /** The loss in its reports alone. */
    REPORTS,
    /** Nothing has been heard yet. */
    NONE
  }

  /** Of a packet that has no room for a transport-wide sequence number. */
  public static final int NO_TRANSPORT_SEQUENCE = -1;

  /** More streams of pictures than these are not served. */
  private static final int LANES = 128;

  /** As many as most receivers have. */
  private static final int FIRST_LANES = 8;

  /** Of what takes no turns. */
  public static final int NO_LANE = -1;

  /**
   * The queue is longer than a usual pacer's, since a picture cannot be made smaller here: it holds
   * a key frame of what fits the estimate, and what comes until a smaller layer's key frame does.
   */
  private static final PacerConfig PACING =
      new PacerConfig(LANES, 1_024, 2.5, 5_000_000, 400_000_000, 1_280);

  /** A receiver that cannot say much is first taken for an ordinary one. */
  private static final EstimatorConfig WITHOUT_TRANSPORT_FEEDBACK =
      new EstimatorConfig(2_500_000, 30_000, 30_000_000);

  /** Between a packet as it is offered and as it is on the wire: IP, UDP, SRTP, extensions. */
  private static final int ABOUT_OVERHEAD_BYTES = 64;

  /**
   * Where all is held back, an estimate can only come back by what little is sent for it. Looked at
   * ten times a second, some milliseconds early or late.
   */
  private static final long LONGEST_SILENCE_NANOS = 80_000_000;

  private static final int TRICKLE_BYTES = 200;

  /** The rest is for what nobody has foreseen. */
  private static final double SHARE_FOR_NEEDS = 0.95;

  /** After so long without a packet nothing is to be learned of the network. */
  private static final long ACTIVE_NANOS = 1_000_000_000;

  private static final int LANE_BITS = 8;
  private static final long REPEATED = 1L << LANE_BITS;

  private final EgressTransport egress;
  private final MediaCounters counters;
  private final PacingTurns turns;
  private final Alarm fallen;
  private final BandwidthEstimator estimator;
  private final Pacer pacer;
  private final ArrivalTimes arrivalTimes = new ArrivalTimes();
  private final ByteRate audio = new ByteRate();
  private final ByteRate all = new ByteRate();
  private final SoundProtection protection = new SoundProtection();
  private @Nullable PacedStream[] streams = new @Nullable PacedStream[FIRST_LANES];

  private Feedback feedback = Feedback.NONE;
  private boolean probed;
  private long demandBps;
  private long adaptedBps;
  private boolean sent;
  private long sentNanos;
  private int transportSequence;
  private int sentBytes;
  private int latestLane;
  private boolean called;
  private boolean inTurns;
  private long nextTurnNanos;

  /**
   * A downlink on which nothing was sent.
   *
   * @param transportFeedback whether the receiver has agreed to tell of each packet
   * @param fallen told when the target has become lower
   */
  Downlink(
      EgressTransport egress,
      MediaCounters counters,
      PacingTurns turns,
      boolean transportFeedback,
      Alarm fallen,
      long nowNanos) {
    this.egress = egress;
    this.counters = counters;
    this.turns = turns;
    this.fallen = fallen;
    estimator =
        new BandwidthEstimator(
            transportFeedback ? EstimatorConfig.DEFAULT : WITHOUT_TRANSPORT_FEEDBACK, nowNanos);
    pacer =
        new Pacer(
            PACING, estimator.targetBps(), _ -> counters.drop(DropReason.QUEUE_TOO_LONG), nowNanos);
  }

  /** Another stream of pictures takes turns; tells its lane. */
  public int attach(PacedStream stream) {
    for (int lane = 0; lane < LANES; lane++) {
      if (lane == streams.length) {
        streams = Arrays.copyOf(streams, 2 * lane);
      }
      if (streams[lane] == null) {
        streams[lane] = stream;
        pacer.priority(lane, 0);
        return lane;
      }
    }
    return NO_LANE;
  }

  /** Nothing more comes on the lane, and what waits on it is not sent. */
  public void detach(int lane) {
    withdraw(lane);
    if (lane != NO_LANE) {
      streams[lane] = null;
    }
  }

  /** What waits on the lane is not sent. */
  public void withdraw(int lane) {
    if (lane != NO_LANE) {
      pacer.discard(lane);
    }
  }

  /** The lower, the earlier a lane's pictures leave and the later they give way. */
  public void priority(int lane, int priority) {
    if (lane != NO_LANE) {
      pacer.priority(lane, priority);
    }
  }

  /**
   * Whether so much that is not of this moment may be sent, to catch up with it: if so, what waits
   * may be longer by that.
   */
  public boolean catchUp(long bytes, long nowNanos) {
    return pacer.catchUp(bytes, nowNanos);
  }

  /** Sends a packet of sound, which waits for nothing. Parameters as of {@link #send}. */
  public void sendAudio(
      byte[] packet,
      int length,
      int headerBytes,
      long sequence,
      int transportSequenceOffset,
      long nowNanos) {
    pacer.onAudio(length + ABOUT_OVERHEAD_BYTES, nowNanos);
    send(
        packet, length, headerBytes, sequence, transportSequenceOffset, PacketKind.AUDIO, nowNanos);
    audio.add(sentBytes, nowNanos);
  }

  /**
   * Offers a packet of a picture: the stream is called back when it may leave, at the end of the
   * batch or later, or when the stream gives way.
   *
   * @param frame differs between neighbouring pictures
   * @param sequence extended; comes back with the call
   * @param bytes of the packet, about
   */
  public void offer(int lane, int frame, long sequence, int bytes, long nowNanos) {
    if (lane == NO_LANE) {
      counters.drop(DropReason.QUEUE_TOO_LONG);
      return;
    }
    latestLane = lane;
    int wireBytes = bytes + ABOUT_OVERHEAD_BYTES;
    int gaveWay = pacer.offerVideo(lane, frame, handle(lane, sequence), wireBytes, nowNanos);
    if (gaveWay == lane) {
      counters.drop(DropReason.QUEUE_TOO_LONG);
    }
    PacedStream giving = gaveWay == Pacer.ACCEPTED ? null : streams[gaveWay];
    if (giving != null) {
      giving.gaveWay(nowNanos);
    }
    call();
  }

  /**
   * Whether a packet of a picture that comes alone may be sent at once, as nothing waits, here or
   * on other downlinks, and it is no more than the network takes. It is counted as sent then; if
   * not, it is to be offered.
   *
   * @param bytes of the packet, about
   */
  public boolean passes(int lane, int bytes, long nowNanos) {
    if (lane == NO_LANE
        || turns.isCalled()
        || !pacer.passVideo(bytes + ABOUT_OVERHEAD_BYTES, nowNanos)) {
      return false;
    }
    latestLane = lane;
    return true;
  }

  /** Offers a packet once more that the receiver has lost. */
  public void offerRepetition(int lane, long sequence, int bytes, long nowNanos) {
    long handle = handle(lane, sequence) | REPEATED;
    if (lane != NO_LANE
        && pacer.offerRetransmission(lane, handle, bytes + ABOUT_OVERHEAD_BYTES, nowNanos)) {
      call();
    } else {
      counters.drop(DropReason.QUEUE_TOO_LONG);
    }
  }

  /** Is to be served, with the others. */
  void call() {
    if (!called) {
      called = true;
      turns.call(this);
    }
  }

  private static long handle(int lane, long sequence) {
    return sequence << (LANE_BITS + 1) | lane;
  }

  /**
   * Sends a packet at its turn, numbered for transport-wide feedback.
   *
   * @param packet starts at offset 0 and leaves room for the authentication tag
   * @param sequence extended, of its SSRC
   * @param transportSequenceOffset where the transport-wide sequence number goes, or {@link
   *     #NO_TRANSPORT_SEQUENCE}
   */
  public void send(
      byte[] packet,
      int length,
      int headerBytes,
      long sequence,
      int transportSequenceOffset,
      PacketKind kind,
      long nowNanos) {
    boolean isNumbered = transportSequenceOffset != NO_TRANSPORT_SEQUENCE;
    if (isNumbered) {
      BigEndian.put16(packet, transportSequenceOffset, transportSequence);
    }
    sentBytes = egress.send(packet, length, headerBytes, sequence, kind);
    if (isNumbered && sentBytes > 0) {
      int cluster = pacer.polledProbeCluster();
      estimator.onPacketSent(transportSequence & 0xffff, sentBytes, cluster, nowNanos);
      all.add(sentBytes, nowNanos);
      transportSequence++;
      sent = true;
      sentNanos = nowNanos;
    }
  }

  /** Lets leave what may leave now. */
  void serve(long nowNanos) {
    called = false;
    for (long next = pacer.poll(nowNanos); next != Pacer.NONE; next = pacer.poll(nowNanos)) {
      if (next == Pacer.PADDING) {
        pad(nowNanos);
      } else {
        PacedStream stream = streams[(int) next & (LANES - 1)];
        if (stream != null) {
          stream.send(next >> (LANE_BITS + 1), (next & REPEATED) != 0, nowNanos);
        }
      }
    }
    nextTurnNanos = pacer.nextDeadlineNanos();
    if (isWaiting()) {
      awaitTurn();
    }
  }

  private void awaitTurn() {
    if (inTurns) {
      turns.expect(nextTurnNanos);
    } else {
      inTurns = true;
      turns.add(this);
    }
  }

  boolean isWaiting() {
    return nextTurnNanos != Long.MAX_VALUE;
  }

  long nextTurnNanos() {
    return nextTurnNanos;
  }

  /** Told by the turns: it does not wait any more, since its turn has come or nothing is left. */
  void left() {
    inTurns = false;
  }

  private void pad(long nowNanos) {
    if (sendPadding(pacer.polledBytes(), nowNanos)) {
      pacer.onPadding(sentBytes, nowNanos);
    } else {
      pacer.abandonProbe();
      pacer.paddingRate(0);
    }
  }

  /** The stream that sent last has packets that are worth repeating. */
  private boolean sendPadding(int wireBytes, long nowNanos) {
    sentBytes = 0;
    for (int i = 0; i < streams.length && sentBytes == 0; i++) {
      PacedStream stream = streams[(latestLane + i) % streams.length];
      if (stream != null) {
        stream.sendPadding(wireBytes, nowNanos);
      }
    }
    return sentBytes > 0;
  }

  /** What would be sent if the network carried it; probing goes not far beyond. */
  public void demand(long bps) {
    demandBps = bps;
    estimator.demand(bps);
    pacer.demand(bps);
  }

  /** What all that is sent may come to, sound and retransmissions too. */
  public long targetBps() {
    return estimator.targetBps();
  }

  /** Whether a probe has confirmed the target since the last call. */
  public boolean takeProbed() {
    boolean taken = probed;
    probed = false;
    return taken;
  }

  public long delayBasedBps() {
    return estimator.delayBasedBps();
  }

  public long lossBasedBps() {
    return estimator.lossBasedBps();
  }

  public long acknowledgedBps() {
    return estimator.acknowledgedBps();
  }

  public long roundTripNanos() {
    return estimator.roundTripNanos();
  }

  public Feedback feedback() {
    return feedback;
  }

  /** How many of the packets before it each packet of sound is to repeat. */
  public int soundRedundancy() {
    return protection.packets();
  }

  /** What sound takes, on the wire, measured over the last second. */
  public long audioBps(long nowNanos) {
    return audio.bps(nowNanos);
  }

  /** Whether clearly less was sent in the last second than the network carries. */
  public boolean hasRoom(long nowNanos) {
    return all.bps(nowNanos) < SHARE_FOR_NEEDS * targetBps();
  }

  /** What is wanted of sound and pictures, without what has to be sent again. */
  private long onceBps() {
    return (long) (demandBps * (1 - estimator.lossShare()));
  }

  /** Of the packets of some seconds, how many were lost. */
  public double lossShare() {
    return estimator.lastingLossShare();
  }

  /** Whether something is sent, or would be. */
  public boolean isActive(long nowNanos) {
    return demandBps > targetBps() || (sent && nowNanos - sentNanos < ACTIVE_NANOS);
  }

  /** Serves what has fallen due; to be called some times a second while media may leave. */
  void tick(long nowNanos) {
    boolean silent = !sent || nowNanos - sentNanos >= LONGEST_SILENCE_NANOS;
    if (silent && demandBps > targetBps()) {
      sendPadding(TRICKLE_BYTES, nowNanos);
      adapt(nowNanos);
    }
    if (Deadline.isDue(estimator.nextDeadlineNanos(), nowNanos)) {
      estimator.onDeadline(nowNanos);
      adapt(nowNanos);
    }
  }

  void onTransportFeedback(TransportFeedback told, long nowNanos) {
    feedback = Feedback.TRANSPORT_WIDE;
    arrivalTimes.tell(told, estimator, nowNanos);
    probed |= estimator.probed();
    adapt(nowNanos);
  }

  void onRemb(long bps, long nowNanos) {
    if (feedback != Feedback.TRANSPORT_WIDE) {
      feedback = Feedback.REMB;
    }
    estimator.onRemb(bps);
    adapt(nowNanos);
  }

  /** The receiver has reported on a stream: packets since its last report on that. */
  public void onReceiverReport(int expectedPackets, int lostPackets, long nowNanos) {
    if (feedback == Feedback.NONE) {
      feedback = Feedback.REPORTS;
    }
    estimator.onReceiverReport(expectedPackets, lostPackets, nowNanos);
    adapt(nowNanos);
  }

  /** The round trip to the receiver, by its reports. */
  void onRoundTrip(long nanos) {
    estimator.onRoundTrip(nanos);
  }

  /** The receiver is elsewhere in the network: nothing is known of the path. */
  void onRouteChange(long nowNanos) {
    estimator.onRouteChange(nowNanos);
    sent = false;
    adapt(nowNanos);
  }

  private void adapt(long nowNanos) {
    protection.adapt(estimator.lossShare(), estimator.delayBasedBps(), onceBps(), nowNanos);
    long targetBps = estimator.targetBps();
    if (targetBps < adaptedBps) {
      fallen.due(nowNanos);
    }
    adaptedBps = targetBps;
    pacer.targetRate(targetBps);
    pacer.paddingRate(estimator.paddingBps());
    if (!pacer.isProbing()) {
      ProbeCluster cluster = estimator.pollProbe();
      if (cluster != null) {
        pacer.probe(cluster, nowNanos);
      }
    }
    if (pacer.isIdle()) {
      nextTurnNanos = Long.MAX_VALUE;
    } else {
      call();
    }
  }
}
