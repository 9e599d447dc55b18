package dev.plenum.sfu.room;

import dev.plenum.bwe.allocation.Allocation;
import dev.plenum.bwe.allocation.Allocator;
import dev.plenum.bwe.allocation.Choice;
import dev.plenum.bwe.allocation.Layer;
import dev.plenum.bwe.allocation.Tile;
import dev.plenum.sfu.stream.Forwarder;
import dev.plenum.sfu.transport.Downlink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Owner: the room's loop. What one member sees of what it asked to see, within what its network
 * carries.
 *
 * <p>Chosen anew at once when the tiles or their layers have changed or the estimate no longer
 * carries what is shown, else a few times a second.
 */
final class Viewing {

  /** With every second of a member's rounds, which come some milliseconds early or late. */
  private static final long REVIEW_NANOS = TimeUnit.MILLISECONDS.toNanos(180);

  /** How often where all that was asked for has been shown for a while, with room to spare. */
  private static final long CONTENT_REVIEW_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long CONTENT_AFTER_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final double ROOM_TO_SPARE = 1.3;

  /** Less than that is repaired by what is left over. */
  private static final double MUCH_LOSS = 0.05;

  /** Each packet is sent 1 / (1 - loss) times, and some of them more often, to be sure. */
  private static final double COST_OF_LOSS = 1.2;

  private static final double LEAST_SHARE_OF_USE = 0.25;

  private final Downlink downlink;
  private final Sound sound;
  private final Allocator allocator = new Allocator();
  private final LastPicture lastPicture;
  private List<Sight> sights = List.of();
  private List<Sight> carried = List.of();
  private Allocation allocation = new Allocation(List.of(), 0, 0);
  private long allocatedBps;
  private long audioBps;
  private boolean changed;
  private boolean othersSpeak;
  private long nextReviewNanos;
  private long wantingNanos;

  Viewing(Downlink downlink, Sound sound, long nowNanos) {
    this.downlink = downlink;
    this.sound = sound;
    lastPicture = new LastPicture(nowNanos);
    nextReviewNanos = nowNanos;
    wantingNanos = nowNanos;
  }

  /** These are asked for from now on, the more important first. */
  void show(List<Sight> sights) {
    this.sights = List.copyOf(sights);
    changed = true;
  }

  /**
   * A source has other layers than before, or is muted or not muted any more.
   *
   * @return whether that is to be seen here
   */
  boolean layersChanged(PublishedSource published) {
    boolean seen = false;
    for (int i = 0; i < sights.size(); i++) {
      seen |= sights.get(i).published() == published;
    }
    changed |= seen;
    return seen;
  }

  /** Others are heard than before, which moves what is to be preferred. */
  void speakersChanged() {
    othersSpeak = true;
  }

  /** Chooses if it is time to. */
  void tick(long nowNanos) {
    boolean wanting = changed || hasFallenShort();
    if (wanting || othersSpeak || nextReviewNanos - nowNanos <= 0) {
      changed = false;
      othersSpeak = false;
      allocate(nowNanos);
      if (wanting || !hasAll()) {
        wantingNanos = nowNanos;
      }
      boolean content = nowNanos - wantingNanos >= CONTENT_AFTER_NANOS;
      nextReviewNanos = nowNanos + (content ? CONTENT_REVIEW_NANOS : REVIEW_NANOS);
    }
  }

  /** All that was asked for is shown, and the network carries clearly more. */
  private boolean hasAll() {
    return allocation.usedBps() >= allocation.demandBps()
        && estimateBps() > ROOM_TO_SPARE * allocation.demandBps()
        && downlink.lossShare() < MUCH_LOSS;
  }

  private boolean hasFallenShort() {
    return ofUseBps(estimateBps()) < Math.min(allocation.usedBps(), allocatedBps);
  }

  /** Whether something is paused that a smaller layer could show, if it were on. */
  boolean lacksWhatIsOff() {
    for (int i = 0; i < carried.size(); i++) {
      if (allocation.choices().get(i).isPausedByBandwidth()
          && carried.get(i).published().layers().list().stream()
              .anyMatch(layer -> layer.state() == Layer.State.OFF_BY_ORCHESTRATOR)) {
        return true;
      }
    }
    return false;
  }

  long estimateBps() {
    return downlink.targetBps();
  }

  private void allocate(long nowNanos) {
    carried = sights.stream().filter(sight -> sight.isCarried(nowNanos)).toList();
    List<Tile> tiles = new ArrayList<>(carried.size());
    audioBps = downlink.audioBps(nowNanos);
    long mostBps = audioBps;
    for (Sight sight : carried) {
      tiles.add(sight.tile(isSpeaking(sight)));
      mostBps += sight.published().layers().mostBps(sight.heightPixels());
    }
    allocatedBps = ofUseBps(estimateBps());
    long bearableBps = lastPicture.bearableBps(tiles, allocatedBps, audioBps, nowNanos);
    allocation = allocator.allocate(tiles, bearableBps, audioBps, downlink.takeProbed(), nowNanos);
    long demandBps = Allocator.estimateFor(Math.max(mostBps, allocation.demandBps()));
    downlink.demand((long) (demandBps / shareOfUse()));
    for (int i = 0; i < tiles.size(); i++) {
      apply(carried.get(i), allocation.choices().get(i), nowNanos);
    }
  }

  /** Where much is lost, a good part of what is sent is sent again: pictures have to leave room. */
  private long ofUseBps(long bps) {
    return audioBps + (long) ((bps - audioBps) * shareOfUse());
  }

  private double shareOfUse() {
    double lost = downlink.lossShare();
    return lost < MUCH_LOSS ? 1 : Math.max(LEAST_SHARE_OF_USE, 1 - COST_OF_LOSS * lost);
  }

  private void apply(Sight sight, Choice choice, long nowNanos) {
    Slot slot = sight.slot();
    if (slot == null) {
      return;
    }
    slot.priority(-sight.weight(isSpeaking(sight)));
    Layer layer = choice.layer();
    if (layer != null) {
      slot.choose(layer.spatial(), temporal(sight, layer), nowNanos);
    } else if (choice.isPausedByBandwidth()) {
      slot.hold(nowNanos);
    } else {
      // Nothing comes: what comes first is welcome.
      slot.choose(0, Forwarder.HIGHEST, nowNanos);
    }
  }

  /** More frames than are known of may come: then all are meant. */
  private static int temporal(Sight sight, Layer layer) {
    boolean highest =
        layer.temporal() >= sight.published().source().temporalLayers(layer.spatial()) - 1;
    return highest ? Forwarder.HIGHEST : layer.temporal();
  }

  boolean isSpeaking(Sight sight) {
    return sound.isSpeaking(sight.published().participantId());
  }

  Downlink downlink() {
    return downlink;
  }

  /** All that was asked for and is there, the more important first. */
  List<Sight> sights() {
    return sights;
  }

  /** Those that took part in the last allocation, in the order of its choices. */
  List<Sight> carried() {
    return carried;
  }

  Allocation allocation() {
    return allocation;
  }
}
