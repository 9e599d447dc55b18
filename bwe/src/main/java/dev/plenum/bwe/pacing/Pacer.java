package dev.plenum.bwe.pacing;

import dev.plenum.bwe.probe.ProbeCluster;

/**
 * Owner: the thread of its transport. Spreads what goes to one receiver over time, in bursts of a
 * few milliseconds: sound never waits but is counted, then come retransmissions, then video by
 * priority, padding last. Packets of one frame leave one after the other.
 *
 * <p>What waits is bounded: when it would take longer than {@link PacerConfig#maxQueueNanos} to
 * send, the video stream of the lowest priority gives way at once, and the caller is told so that
 * it forwards less of it, instead of everything coming late. So does one each time that the caller,
 * who has too much to do, has not polled for as long.
 *
 * <p>Packets are the caller's handles, not negative. The budget is a virtual clock: the time at
 * which all that was sent would have left at the pacing rate. Nothing here allocates, except that
 * there come to be more places when more waits than ever before.
 */
public final class Pacer {
  /** Nothing may leave now. */
  public static final long NONE = -1;

  /** A packet that the caller makes: a recent one once more, or padding. */
  public static final long PADDING = -2;

  /** No stream had to give way. */
  public static final int ACCEPTED = -1;

  private static final int NO_QUEUE = -1;

  /** A stream has two queues, side by side: of its frames, and of what is sent again. */
  private static final int FRAMES = 0;

  private static final int REPETITIONS = 1;
  private static final int QUEUES_EACH = 2;

  /** What a newcomer missed is of use for no longer. */
  private static final long LONGEST_CATCH_UP_NANOS = 1_000_000_000;

  private static final double NARROW_FACTOR = 1.25;

  /** Targets below it are often mistaken, and what little is sent then is short of time. */
  private static final long LEAST_NARROW_BPS = 350_000;

  /**
   * Where the network carries more than there is, a picture of usual size leaves in one burst: at
   * 2.5 times the target, 15 ms are what comes in 37 ms. Half of what libwebrtc sends so ({@code
   * SetSendBurstInterval} of 40 ms).
   */
  private static final long ROOMY_BURST_NANOS = 15_000_000;

  /** What becomes of packets that the pacer took and does not send. */
  @FunctionalInterface
  public interface Discards {
    void onDiscarded(long packet);
  }

  private final PacerConfig config;
  private final Discards discards;
  private final PacketQueues queues;
  private final Budget budget;
  private final ProbeBurst probe = new ProbeBurst();
  private final int[] priorities;

  private long targetBps;
  private long demandBps;
  private long pacingBps;
  private long paddingBps;
  private long nowNanos;
  private long paddedNanos;
  private long caughtUpNanos;
  private long waitingBytes;
  private long repeatedBytes;
  private boolean unpolled;
  private long unpolledNanos;
  private int used;
  private int frameQueue = NO_QUEUE;
  private int frame;

  private int polledBytes;
  private int polledProbeCluster;
  private long droppedPackets;

  public Pacer(PacerConfig config, long targetBps, Discards discards, long nowNanos) {
    this.config = config;
    this.discards = discards;
    this.queues = new PacketQueues(QUEUES_EACH * config.streams(), config.packets());
    this.priorities = new int[config.streams()];
    this.budget = new Budget(config.burstNanos(), nowNanos);
    this.nowNanos = nowNanos;
    this.paddedNanos = nowNanos;
    this.caughtUpNanos = nowNanos;
    targetRate(targetBps);
  }

  /** The rate to hold on average; frames leave faster by {@link PacerConfig#factor}. */
  public void targetRate(long bps) {
    if (bps <= 0) {
      throw new IllegalArgumentException("the target must be positive, not " + bps);
    }
    targetBps = bps;
    adapt();
  }

  /**
   * What would be sent if the network carried it. Where that is more than the target, frames leave
   * hardly faster than the network takes them: a faster one is no sooner there, but makes a queue.
   */
  public void demand(long bps) {
    demandBps = bps;
    adapt();
  }

  private void adapt() {
    double fastBps = config.factor() * targetBps;
    double narrowBps = Math.max(NARROW_FACTOR * targetBps, LEAST_NARROW_BPS);
    pacingBps = (long) (demandBps > targetBps ? Math.min(narrowBps, fastBps) : fastBps);
    boolean roomy = demandBps > 0 && demandBps <= targetBps;
    budget.burst(roomy ? Math.max(ROOMY_BURST_NANOS, config.burstNanos()) : config.burstNanos());
  }

  /** Sends at least this, with padding where there is too little else; 0 for no padding. */
  public void paddingRate(long bps) {
    paddingBps = bps;
  }

  /** The lower the number, the earlier the stream's frames leave and the later it gives way. */
  public void priority(int stream, int priority) {
    priorities[stream] = priority;
  }

  /** Sound leaves at once, past all that waits, and is only counted: as if it had been polled. */
  public void onAudio(int bytes, long nowNanos) {
    this.nowNanos = nowNanos;
    sent(bytes, nowNanos);
  }

  /**
   * Whether a burst may follow that is not of this moment, such as what a newcomer has missed. If
   * so, what waits may be longer by it, until it could have left.
   */
  public boolean catchUp(long bytes, long nowNanos) {
    long nanos = nanos(waitingBytes + bytes, pacingBps);
    if (nanos > LONGEST_CATCH_UP_NANOS) {
      return false;
    }
    if (caughtUpNanos - nowNanos < nanos) {
      caughtUpNanos = nowNanos + nanos;
    }
    return true;
  }

  /**
   * @return whether it will be sent; if not, it would come too late
   */
  public boolean offerRetransmission(int stream, long packet, int bytes, long nowNanos) {
    this.nowNanos = nowNanos;
    if (queues.isFull() || isTooLong(repeatedBytes + bytes)) {
      droppedPackets++;
      return false;
    }
    queues.add(repetitions(stream), 0, packet, bytes, nowNanos);
    used = Math.max(used, stream + 1);
    waitingBytes += bytes;
    repeatedBytes += bytes;
    return true;
  }

  private static int frames(int stream) {
    return QUEUES_EACH * stream + FRAMES;
  }

  private static int repetitions(int stream) {
    return QUEUES_EACH * stream + REPETITIONS;
  }

  private static boolean isRepetitions(int queue) {
    return queue % QUEUES_EACH == REPETITIONS;
  }

  /**
   * @param frame any number that differs between neighbouring frames of the stream
   * @return {@link #ACCEPTED}, or the stream that gave way: nothing of it waits any more, and if it
   *     is {@code stream} itself this packet was not taken
   */
  public int offerVideo(int stream, int frame, long packet, int bytes, long nowNanos) {
    this.nowNanos = nowNanos;
    if (!unpolled) {
      unpolled = true;
      unpolledNanos = nowNanos;
    }
    int gaveWay = ACCEPTED;
    if (queues.isFull() || isTooLong(waitingBytes + bytes) || isForgotten()) {
      unpolledNanos = nowNanos;
      gaveWay = leastImportant(stream);
      discard(gaveWay);
      if (gaveWay == stream || queues.isFull()) {
        droppedPackets++;
        return stream;
      }
    }
    queues.add(frames(stream), frame, packet, bytes, nowNanos);
    used = Math.max(used, stream + 1);
    waitingBytes += bytes;
    return gaveWay;
  }

  /**
   * Lets a packet leave at once that would be the next to be polled: nothing waits, and the budget
   * allows it. {@link #polledBytes} and {@link #polledProbeCluster} then tell of it as if it had
   * been offered and polled.
   *
   * @return whether it leaves; if not, it is to be offered
   */
  public boolean passVideo(int bytes, long nowNanos) {
    this.nowNanos = nowNanos;
    if (waitingBytes > 0 || probe.isUnderWay() || !allows(bytes)) {
      return false;
    }
    sent(bytes, nowNanos);
    return true;
  }

  /** Drops what waits of a stream, for example because its receiver no longer watches it. */
  public void discard(int stream) {
    repeatedBytes -= queues.bytes(repetitions(stream));
    empty(repetitions(stream));
    empty(frames(stream));
  }

  private void empty(int queue) {
    waitingBytes -= queues.bytes(queue);
    while (!queues.isEmpty(queue)) {
      droppedPackets++;
      discards.onDiscarded(queues.remove(queue));
    }
  }

  /** From now on and until it is complete, packets leave at the cluster's rate. */
  public void probe(ProbeCluster cluster, long nowNanos) {
    this.nowNanos = nowNanos;
    probe.start(cluster, nowNanos);
  }

  public boolean isProbing() {
    return probe.isUnderWay();
  }

  /** There is no padding to be had: what is left of the cluster is not sent. */
  public void abandonProbe() {
    probe.abandon();
  }

  /** Padding was made, as {@link #poll} has asked, of so many bytes on the wire. */
  public void onPadding(int bytes, long nowNanos) {
    this.nowNanos = nowNanos;
    sent(bytes, nowNanos);
  }

  /**
   * The next packet that may leave now: a handle, {@link #PADDING} or {@link #NONE}. Called until
   * there is none; {@link #polledBytes} and {@link #polledProbeCluster} tell of the latest. Padding
   * is asked for until {@link #onPadding} tells that it is made.
   */
  public long poll(long nowNanos) {
    this.nowNanos = nowNanos;
    unpolled = false;
    polledProbeCluster = 0;
    int queue = nextQueue();
    if (probe.isUnderWay()) {
      if (probe.nextNanos() - nowNanos > 0) {
        return NONE;
      }
      return queue == NO_QUEUE ? pad() : take(queue);
    }
    if (queue != NO_QUEUE) {
      return allows(queues.headBytes(queue)) ? take(queue) : NONE;
    }
    boolean padding = paddingBps > 0 && paddedNanos - nowNanos <= 0;
    return padding && allows(config.paddingBytes()) ? pad() : NONE;
  }

  /** On the wire, of the packet polled last; for padding what is wanted, about. */
  public int polledBytes() {
    return polledBytes;
  }

  /** The probe cluster that the packet polled or counted last is part of, or 0. */
  public int polledProbeCluster() {
    return polledProbeCluster;
  }

  /** Whether polling would bring nothing, whatever the time. */
  public boolean isIdle() {
    return waitingBytes == 0 && paddingBps == 0 && !probe.isUnderWay();
  }

  /** When to poll again; {@link Long#MAX_VALUE} if nothing waits. */
  public long nextDeadlineNanos() {
    if (probe.isUnderWay()) {
      return probe.nextNanos();
    }
    long next = budget.nextNanos(nowNanos);
    if (!queues.isEmpty()) {
      return next;
    }
    return paddingBps > 0 ? paddedNanos + Math.max(0, next - paddedNanos) : Long.MAX_VALUE;
  }

  /** How long what waits takes to leave at the pacing rate. */
  public long queueNanos() {
    return nanos(waitingBytes, pacingBps);
  }

  /** Packets that were not taken, or taken and not sent. */
  public long droppedPackets() {
    return droppedPackets;
  }

  private boolean isTooLong(long bytes) {
    long allowedNanos = config.maxQueueNanos() + Math.max(0, caughtUpNanos - nowNanos);
    return nanos(bytes, pacingBps) > allowedNanos;
  }

  private boolean isForgotten() {
    return nowNanos - unpolledNanos > config.maxQueueNanos();
  }

  private int leastImportant(int offered) {
    int least = offered;
    for (int stream = 0; stream < used; stream++) {
      if (!queues.isEmpty(frames(stream)) && priorities[stream] > priorities[least]) {
        least = stream;
      }
    }
    return least;
  }

  private int nextQueue() {
    if (waitingBytes == 0) {
      return NO_QUEUE;
    }
    if (repeatedBytes > 0) {
      return mostImportant(REPETITIONS);
    }
    if (frameQueue != NO_QUEUE
        && !queues.isEmpty(frameQueue)
        && queues.headFrame(frameQueue) == frame) {
      return frameQueue;
    }
    return mostImportant(FRAMES);
  }

  /** Of the streams' queues of one kind. */
  private int mostImportant(int kind) {
    int best = NO_QUEUE;
    for (int queue = kind; queue < QUEUES_EACH * used; queue += QUEUES_EACH) {
      if (!queues.isEmpty(queue) && (best == NO_QUEUE || goesBefore(queue, best))) {
        best = queue;
      }
    }
    return best;
  }

  private boolean goesBefore(int queue, int other) {
    int priority = priorities[queue / QUEUES_EACH];
    int otherPriority = priorities[other / QUEUES_EACH];
    return priority == otherPriority
        ? queues.headQueuedNanos(queue) - queues.headQueuedNanos(other) < 0
        : priority < otherPriority;
  }

  private boolean allows(int bytes) {
    return budget.allows(nanos(bytes, pacingBps), nowNanos);
  }

  private long take(int queue) {
    int bytes = queues.headBytes(queue);
    long sinceNanos = queues.headQueuedNanos(queue);
    if (isRepetitions(queue)) {
      repeatedBytes -= bytes;
    } else {
      frameQueue = queue;
      frame = queues.headFrame(queue);
    }
    waitingBytes -= bytes;
    sent(bytes, sinceNanos);
    return queues.remove(queue);
  }

  private long pad() {
    polledBytes = Math.min(config.paddingBytes(), probe.packetBytes());
    polledProbeCluster = probe.id();
    return PADDING;
  }

  private void sent(int bytes, long sinceNanos) {
    polledBytes = bytes;
    polledProbeCluster = probe.id();
    budget.spend(nanos(bytes, pacingBps), sinceNanos, nowNanos);
    if (paddingBps > 0 && !probe.isUnderWay()) {
      long fromNanos = paddedNanos - nowNanos > 0 ? paddedNanos : nowNanos;
      paddedNanos = fromNanos + nanos(bytes, paddingBps);
    }
    probe.onSent(bytes);
  }

  static long nanos(long bytes, long bps) {
    return bytes * 8_000_000_000L / bps;
  }
}
