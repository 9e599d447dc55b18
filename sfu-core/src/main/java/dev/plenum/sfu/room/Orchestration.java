package dev.plenum.sfu.room;

import dev.plenum.bwe.orchestration.Orchestrator;
import dev.plenum.bwe.orchestration.Plan;
import dev.plenum.bwe.orchestration.Plan.EncodingPlan;
import dev.plenum.bwe.orchestration.Plan.SourcePlan;
import dev.plenum.bwe.orchestration.Subscriber;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Owner: the room's loop. Has the room planned, every few seconds and soon after people, tiles,
 * speakers or estimates have changed by much, and lets each source's {@link Steering} know what the
 * plan wants.
 *
 * <p>Solving a large room takes longer than packets should wait: it is done aside, on values, one
 * plan at a time.
 */
final class Orchestration {

  private static final long USUAL_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** In a large room a plan takes longer and something always changes. */
  private static final long FOR_EACH_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private static final double MUCH = 0.2;

  private final Executor aside;
  private final Orchestrator orchestrator = new Orchestrator();
  private final Map<String, Long> plannedDownlinks = new HashMap<>();
  private @Nullable Solving solving;
  private boolean changed;
  private long begunNanos;

  private record Solving(RoomPicture picture, CompletableFuture<Plan> plan) {}

  /**
   * @param aside where plans are made
   */
  Orchestration(Executor aside, long nowNanos) {
    this.aside = aside;
    begunNanos = nowNanos - USUAL_NANOS;
  }

  /** People, sources, tiles or speakers are others than before. */
  void changed() {
    changed = true;
  }

  /**
   * Looks whether a member's estimates moved by much since the last plan; worth calling a few times
   * a second.
   *
   * @param sources the room's sources by number
   */
  void reviewEstimates(Member member, Map<Integer, PublishedSource> sources, long nowNanos) {
    long uplinkBps = member.uplinkEstimate().bps();
    member.observeUplink(sources, nowNanos);
    changed |= member.uplinkEstimate().bps() < uplinkBps;
    Long planned = plannedDownlinks.get(member.participantId());
    if (planned != null) {
      long moved = Math.abs(member.viewing().estimateBps() - planned);
      changed |= moved > planned * MUCH || member.viewing().lacksWhatIsOff();
    }
  }

  /**
   * Begins a plan if it is time to, and takes over one that is done.
   *
   * @param sources the room's sources by number
   * @return whether a plan was taken over
   */
  boolean tick(Collection<Member> members, Map<Integer, PublishedSource> sources, long nowNanos) {
    long waitNanos = changed ? SOON_NANOS + members.size() * FOR_EACH_NANOS : USUAL_NANOS;
    if (solving == null && nowNanos - begunNanos >= waitNanos) {
      changed = false;
      begunNanos = nowNanos;
      begin(members, sources, nowNanos);
    }
    Solving done = solving;
    if (done == null || !done.plan().isDone()) {
      return false;
    }
    solving = null;
    apply(done.picture(), done.plan().join(), sources.values());
    return true;
  }

  private void begin(
      Collection<Member> members, Map<Integer, PublishedSource> sources, long nowNanos) {
    RoomPicture picture = RoomPicture.of(members, sources, nowNanos);
    plannedDownlinks.clear();
    for (Subscriber subscriber : picture.subscribers()) {
      plannedDownlinks.put(subscriber.participant(), subscriber.downlinkBps());
    }
    solving =
        new Solving(
            picture,
            CompletableFuture.supplyAsync(
                () -> orchestrator.plan(picture.publishers(), picture.subscribers(), nowNanos),
                aside));
  }

  private static void apply(RoomPicture picture, Plan plan, Collection<PublishedSource> sources) {
    Map<Integer, List<EncodingPlan>> planned = new HashMap<>();
    for (SourcePlan source : plan.sources()) {
      planned.put(source.csrc(), source.encodings());
    }
    Map<Integer, Integer> askedHeights = picture.askedHeights();
    Set<Integer> onNarrowUplinks = picture.onNarrowUplinks();
    for (PublishedSource published : sources) {
      int csrc = published.source().csrc();
      Integer askedHeight = askedHeights.get(csrc);
      if (askedHeight == null) {
        published.wantNothing();
      } else if (onNarrowUplinks.contains(csrc)) {
        published.wantPlanned(planned.getOrDefault(csrc, List.of()));
      } else {
        published.wantUpTo(askedHeight, planned.getOrDefault(csrc, List.of()));
      }
    }
  }
}
