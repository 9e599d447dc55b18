package dev.plenum.sfu.stream;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.SlotStatus.Pause;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Station 6: decides for one slot which packets pass, and numbers them so that the slot is one
 * endless stream, whatever is switched onto it. Belongs to the room's loop.
 *
 * <p>A slot has a target, the source it is to show, and of a picture a choice, the layers of it
 * that may be shown at most. What is shown goes on until a key frame of the wanted layer begins.
 * Sound needs neither choice nor key frame and changes at once. A target that sends nothing, or is
 * held, ends what was shown before.
 *
 * <pre>
 *            target(), choose()     key frame of the wanted layer
 *  (nothing) -----------------> (waiting) ------------------------> (showing)
 *      ^                            ^                                 |   |
 *      |                            '- choose(), gaveWay(), another --'   |
 *      |                               layer is live                      |
 *      '---------------------------- hold() ------------------------------'
 * </pre>
 */
public final class Forwarder {
  /** The packet is not for this slot. */
  public static final long NOT_FORWARDED = -1;

  /** As a spatial or temporal layer: the highest that there is. */
  public static final int HIGHEST = 7;

  /** As a spatial or temporal layer: none. */
  public static final int NONE = -1;

  private enum Choice {
    NOT_YET,
    LAYERS,
    HELD
  }

  private final Watcher watcher;
  private final SequenceRuns runs;
  private final Continuity continuity = new Continuity();
  private final LeftOutPictures leftOut = new LeftOutPictures();

  private List<CodecSpec> codecs;
  private @Nullable Source target;
  private PayloadTypes payloadTypes;
  private Choice choice = Choice.NOT_YET;
  private int chosenSpatial;
  private int chosenTemporal;
  private @Nullable ReceiveStream wanted;
  private @Nullable ReceiveStream shown;
  private @Nullable Source shownSource;
  private @Nullable CodecSpec shownCodec;
  private @Nullable Stretch stretch;
  private LayerFilter filter = AllFrames.INSTANCE;
  private @Nullable Fillers fillers;
  private boolean newcomer;
  private long highestIn;
  private long firstOfUse;

  /**
   * A slot that shows nothing.
   *
   * @param watcher the slot, as the layers' watcher
   * @param codecs that the receiver decodes on this slot
   */
  public Forwarder(Watcher watcher, List<CodecSpec> codecs) {
    this(watcher, codecs, 0);
  }

  /** For tests near the end of the numbers. */
  Forwarder(Watcher watcher, List<CodecSpec> codecs, long firstSequence) {
    this.watcher = watcher;
    this.codecs = List.copyOf(codecs);
    runs = new SequenceRuns(firstSequence);
    payloadTypes = PayloadTypes.NONE;
  }

  /**
   * Says what to show. Of a picture nothing is shown until layers of it are chosen.
   *
   * @param source null for nothing
   */
  public void target(@Nullable Source source, long nowNanos) {
    if (source != target) {
      Source before = target;
      target = source;
      choice = Choice.NOT_YET;
      newcomer = true;
      unfollow(before);
      if (source != null) {
        payloadTypes = source.payloadTypes(codecs);
        source.follow(this);
      }
    }
    reconsider(nowNanos);
  }

  /**
   * Says which layers of the target may be shown at most. While they are not live, the best live
   * ones below them are shown, or, where there are none, the smallest live ones.
   *
   * @param spatial from 0, the smallest picture, to {@link #HIGHEST}
   * @param temporal from 0, the fewest frames, to {@link #HIGHEST}
   */
  public void choose(int spatial, int temporal, long nowNanos) {
    choice = Choice.LAYERS;
    chosenSpatial = spatial;
    chosenTemporal = temporal;
    reconsider(nowNanos);
  }

  /** The receiver's bandwidth carries nothing of the target: it is not forwarded until a choice. */
  public void hold(long nowNanos) {
    choice = Choice.HELD;
    newcomer = true;
    reconsider(nowNanos);
  }

  /**
   * What this slot had waiting to be sent was thrown away. The numbers are taken back, and what is
   * shown begins anew with the next key frame.
   *
   * @param firstUnsentSequence extended; neither this number nor any above it has left
   */
  public void gaveWay(long firstUnsentSequence, long nowNanos) {
    newcomer = false;
    beginAnew(firstUnsentSequence);
    leaveShown();
    reconsider(nowNanos);
  }

  /** The next packet to leave begins a key frame, which needs nothing of what was sent before. */
  private void beginAnew(long firstUnsentSequence) {
    runs.takeBack(firstUnsentSequence);
    firstOfUse = runs.nextOut();
  }

  /**
   * Whether the receiver has no use for a number any more, or hardly, since a key frame overtakes
   * it.
   */
  boolean isOvertaken(long sequence) {
    return sequence < firstOfUse || isShrinking();
  }

  /** A smaller picture, for a network that may be full, is to replace the one that is shown. */
  private boolean isShrinking() {
    Source source = shownSource;
    if (shown == null || source == null || source != target || !source.kind().isVideo()) {
      return false;
    }
    return source.hasSeveralStreams()
        ? wanted != null && source.spatialOf(wanted) < source.spatialOf(shown)
        : chosenSpatial < filter.spatial();
  }

  /**
   * The receiver decodes other codecs from now on, or calls them otherwise. What is shown begins
   * anew, while the slot's numbers count on.
   */
  public void decode(List<CodecSpec> codecs, long nowNanos) {
    if (this.codecs.equals(codecs)) {
      return;
    }
    this.codecs = List.copyOf(codecs);
    payloadTypes = target == null ? PayloadTypes.NONE : target.payloadTypes(this.codecs);
    leaveShown();
    reconsider(nowNanos);
  }

  /** A source that was shown or to be shown has ended. */
  void drop(Source source, long nowNanos) {
    if (source == shownSource) {
      leaveShown();
    }
    if (source == target) {
      target(null, nowNanos);
    }
  }

  private void unfollow(@Nullable Source source) {
    if (source != null && source != target && source != shownSource) {
      source.unfollow(this);
    }
  }

  /** Chooses the layer again, after the target or its layers have changed. */
  void reconsider(long nowNanos) {
    if (target == null || pause(nowNanos) != Pause.NONE) {
      want(null, nowNanos);
      leaveShown();
      return;
    }
    boolean undecided = target.kind().isVideo() && choice == Choice.NOT_YET;
    ReceiveStream best = undecided ? null : target.bestLive(chosenSpatial, payloadTypes, nowNanos);
    want(best == shown ? null : best, nowNanos);
    if (wanted != null && !wanted.codec().codec().isVideo()) {
      leaveShown();
    }
    limitFilter();
  }

  /**
   * While a smaller picture's key frame is awaited, the fewest frames of the present one pass; what
   * is shown until another source appears goes on as it was.
   */
  private void limitFilter() {
    Source source = shownSource;
    if (shown == null || source == null || source != target || choice != Choice.LAYERS) {
      return;
    }
    int temporal = chosenTemporal;
    if (wanted != null) {
      temporal = source.spatialOf(wanted) < source.spatialOf(shown) ? 0 : HIGHEST;
    }
    filter.limit(source.hasSeveralStreams() ? HIGHEST : chosenSpatial, temporal);
  }

  private void want(@Nullable ReceiveStream layer, long nowNanos) {
    if (layer != wanted) {
      if (wanted != null) {
        wanted.unwatch(watcher);
      }
      wanted = layer;
      if (layer != null) {
        begin(layer, nowNanos);
      }
    }
    if (layer != null && layer == wanted && layer.codec().codec().isVideo()) {
      layer.keyFrames().request(nowNanos);
    }
  }

  /** Who sees nothing of the target yet need not wait for a key frame if there was one lately. */
  private void begin(ReceiveStream layer, long nowNanos) {
    long bytes = newcomer && layer.codec().codec().isVideo() ? layer.recentBytes(nowNanos) : 0;
    layer.watch(watcher);
    if (bytes > 0 && watcher.welcomes(bytes, nowNanos)) {
      layer.replay(watcher, nowNanos);
    }
  }

  private void leaveShown() {
    if (shown != null) {
      shown.unwatch(watcher);
      shown = null;
      Source before = shownSource;
      shownSource = null;
      unfollow(before);
    }
  }

  /**
   * Decides about the layer's present packet and numbers it.
   *
   * @return its extended sequence number in the slot, or {@link #NOT_FORWARDED}
   */
  public long forward(ReceiveStream layer, RtpPacket packet, long nowNanos) {
    if (layer == shown && !codecChanged(layer) && !shrinksHere(layer)) {
      return goOn(layer, packet, nowNanos);
    }
    boolean expected = layer == wanted || (layer == shown && shownSource == target);
    return expected && maySwitch(layer, packet, nowNanos)
        ? switchTo(layer, packet, nowNanos)
        : NOT_FORWARDED;
  }

  private boolean shrinksHere(ReceiveStream layer) {
    return isShrinking() && layer.isKeyFrameStart() && layer.sequence() > highestIn;
  }

  /** Sound may change its payload type from packet to packet; a picture begins anew. */
  private boolean codecChanged(ReceiveStream layer) {
    return layer.codec().codec().isVideo() && !layer.codec().equals(shownCodec);
  }

  private boolean maySwitch(ReceiveStream layer, RtpPacket packet, long nowNanos) {
    CodecSpec codec = payloadTypes.receiverCodec(packet.payloadType());
    if (codec == null || packet.payloadBytes() == 0) {
      return false;
    }
    if (!codec.codec().isVideo()) {
      return continuity.hasRoom(layer, packet, nowNanos);
    }
    if (layer.isKeyFrameStart()) {
      return true;
    }
    layer.keyFrames().request(nowNanos);
    return false;
  }

  private long switchTo(ReceiveStream layer, RtpPacket packet, long nowNanos) {
    Source source = Objects.requireNonNull(target);
    if (isShrinking()) {
      beginAnew(watcher.withdraw());
    }
    if (layer == wanted) {
      wanted = null;
      leaveShown();
      shown = layer;
      shownSource = source;
    }
    newcomer = false;
    shownCodec = layer.codec();
    filter = LayerFilter.of(layer);
    limitFilter();
    if (!filter.passes(layer.frame())) {
      filter = AllFrames.INSTANCE;
    }
    stretch =
        continuity.begin(layer, packet, source.csrc(), payloadTypes, filter.topSpatial(), nowNanos);
    highestIn = layer.sequence();
    leftOut.begin();
    runs.begin(stretch, highestIn);
    return runs.out(highestIn);
  }

  private long goOn(ReceiveStream layer, RtpPacket packet, long nowNanos) {
    long in = layer.sequence();
    boolean ahead = in > highestIn;
    highestIn = Math.max(in, highestIn);
    boolean decodable = Objects.requireNonNull(stretch).canDecode(packet);
    boolean empty = packet.payloadBytes() == 0;
    boolean passes = decodable && (empty || mayPass(layer, nowNanos));
    if (ahead && (!passes || empty)) {
      runs.skip(in, decodable && !empty && leftOut.isNext(layer));
      return NOT_FORWARDED;
    }
    if (!decodable) {
      return NOT_FORWARDED;
    }
    if (ahead) {
      followTop(in);
    }
    long out = runs.out(in);
    if (out != NOT_FORWARDED && passes) {
      int run = runs.runOf(out);
      continuity.note(layer.frame(), packet.timestamp(), runs.picturesLeftOut(run), nowNanos);
    } else if (out != NOT_FORWARDED) {
      fill(out);
    }
    return out;
  }

  private void fill(long out) {
    if (fillers == null) {
      fillers = new Fillers();
    }
    fillers.add(out);
  }

  private boolean mayPass(ReceiveStream layer, long nowNanos) {
    boolean passes = filter.passes(layer.frame());
    if (!passes && filter.wantsKeyFrame()) {
      layer.keyFrames().request(nowNanos);
    }
    return passes;
  }

  /** Whose frames end their pictures may change within a stretch. */
  private void followTop(long in) {
    Stretch present = Objects.requireNonNull(stretch);
    if (filter.topSpatial() != present.topSpatial()) {
      stretch = present.withTopSpatial(filter.topSpatial());
      runs.change(stretch, in);
    }
  }

  /** Whether a number of the slot stands for nothing and goes as an empty packet. */
  boolean isFiller(long sequence) {
    return fillers != null && fillers.contains(sequence);
  }

  /** The receiver needs a key frame of what it is shown. */
  public void requestKeyFrame(long nowNanos) {
    ReceiveStream layer = shown != null ? shown : wanted;
    if (layer != null && layer.codec().codec().isVideo()) {
      layer.keyFrames().request(nowNanos);
    }
  }

  /** Why nothing of the target is sent, {@link Pause#NONE} if it is, or there is no target. */
  public Pause pause(long nowNanos) {
    if (target == null) {
      return Pause.NONE;
    }
    if (target.isMuted()) {
      return Pause.MUTED;
    }
    if (!target.isSupported(payloadTypes)) {
      return Pause.UNSUPPORTED;
    }
    if (!target.isFlowing(nowNanos)) {
      return Pause.INACTIVE;
    }
    return choice == Choice.HELD ? Pause.BANDWIDTH : Pause.NONE;
  }

  /**
   * Number of the source whose packets the receiver gets now, or will get first; 0 if the slot has
   * no target. Becomes the target's when the switch to it happens.
   */
  public int shownCsrc() {
    if (shown != null && stretch != null) {
      return stretch.csrc();
    }
    return target == null ? 0 : target.csrc();
  }

  public @Nullable Source target() {
    return target;
  }

  /** Whether packets pass now, so that the slot is not at rest. */
  public boolean isShowing() {
    return shown != null;
  }

  /** The spatial layer that is shown, by its source's count; {@link #NONE} if nothing is. */
  public int shownSpatial() {
    if (shown == null || shownSource == null) {
      return NONE;
    }
    return shownSource.hasSeveralStreams() ? shownSource.spatialOf(shown) : filter.spatial();
  }

  /** The highest temporal layer that is shown; {@link #NONE} if nothing is. */
  public int shownTemporal() {
    return shown == null ? NONE : Math.min(filter.temporal(), shown.rates().temporalLayers() - 1);
  }

  /** The present stretch, or the last one; null before the first. */
  @Nullable Stretch stretch() {
    return stretch;
  }

  SequenceRuns runs() {
    return runs;
  }
}
