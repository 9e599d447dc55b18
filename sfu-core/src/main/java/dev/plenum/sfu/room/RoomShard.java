package dev.plenum.sfu.room;

import dev.plenum.sfu.control.AllocationStatus;
import dev.plenum.sfu.control.CloseReason;
import dev.plenum.sfu.control.Layout;
import dev.plenum.sfu.control.PublishSpec;
import dev.plenum.sfu.control.RoomListener;
import dev.plenum.sfu.control.SlotSpec.Kind;
import dev.plenum.sfu.control.SlotStatus;
import dev.plenum.sfu.control.SourceEncodings;
import dev.plenum.sfu.control.SourceStatus;
import dev.plenum.sfu.control.TransportSpec;
import dev.plenum.sfu.control.TransportState;
import dev.plenum.sfu.counters.MediaCounters;
import dev.plenum.sfu.stream.Source;
import dev.plenum.sfu.transport.Publication;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Owner: one loop. The part of a room that this loop serves: its members, their sources, and what
 * each member sees and hears of the others.
 */
public final class RoomShard {

  /** How often what changes slowly is looked at: flow, layers, speakers. */
  private static final long REVIEW_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final RoomContext context;
  private final RoomListener listener;
  private final MediaCounters counters;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Int2ObjectHashMap<PublishedSource> sources = new Int2ObjectHashMap<>();
  private final Sound sound;
  private final Orchestration orchestration;
  private final DueTimes<Member> dueTimes;
  private final List<Member> due = new ArrayList<>();
  private long nextReviewNanos;

  public RoomShard(
      RoomContext context, RoomListener listener, MediaCounters counters, long nowNanos) {
    this.context = context;
    this.listener = listener;
    this.counters = counters;
    this.sound = new Sound(context.heardMicrophones(), sources);
    this.orchestration = new Orchestration(context.aside(), nowNanos);
    this.dueTimes = new DueTimes<>(nowNanos);
    this.nextReviewNanos = nowNanos + REVIEW_NANOS;
  }

  /** Opens a participant's transport, in place of the one which it had. */
  public void connect(TransportSpec spec, long nowNanos) {
    Layout layout = Layout.NOTHING;
    Member before = members.remove(spec.participantId());
    if (before != null) {
      layout = before.layout();
      end(before, CloseReason.REQUESTED, nowNanos);
    }
    Member member =
        new Member(
            spec,
            context,
            counters,
            sound,
            dueTimes,
            (state, reason) -> transportChanged(spec.participantId(), state, reason),
            ThreadLocalRandom.current().nextInt(),
            nowNanos);
    member.layout(layout);
    members.put(spec.participantId(), member);
    member.apply(spec, publish(member, spec, nowNanos), nowNanos);
  }

  /**
   * Changes a participant's m-lines or ICE credentials; nothing happens where it has no transport.
   */
  public void renegotiate(TransportSpec spec, long nowNanos) {
    Member member = members.get(spec.participantId());
    if (member != null) {
      member.apply(spec, publish(member, spec, nowNanos), nowNanos);
      member.rearrange();
    }
  }

  /** Makes the sources of new m-lines, keeps those of known ones, ends the rest. */
  private List<Publication> publish(Member member, TransportSpec spec, long nowNanos) {
    List<Publication> publications = new ArrayList<>();
    for (PublishSpec published : spec.publishes()) {
      publications.add(publicationOf(member, published, spec.steerable(), nowNanos));
    }
    for (Publication before : member.publications()) {
      if (publications.stream().noneMatch(now -> now.source() == before.source())) {
        unpublish(before.source(), nowNanos);
      }
    }
    return publications;
  }

  private Publication publicationOf(
      Member member, PublishSpec spec, boolean steerable, long nowNanos) {
    for (Publication before : member.publications()) {
      if (before.spec().equals(spec)) {
        return before;
      }
    }
    Source source =
        new Source(spec.csrc(), spec.kind(), spec.codecs(), Math.max(1, spec.rids().size()));
    PublishedSource replaced = sources.get(spec.csrc());
    if (replaced != null) {
      source.mute(replaced.source().isMuted(), nowNanos);
      unpublish(replaced.source(), nowNanos);
    }
    sources.put(
        spec.csrc(),
        new PublishedSource(
            member.participantId(), spec, source, steerable && context.orchestrated(), nowNanos));
    members.values().stream()
        .filter(viewer -> viewer.asksFor(spec.csrc()))
        .forEach(Member::rearrange);
    return new Publication(spec, source);
  }

  private void unpublish(Source source, long nowNanos) {
    PublishedSource published = sources.get(source.csrc());
    if (published != null && published.source() == source) {
      sources.remove(source.csrc());
      sound.ended(published);
    }
    source.close(nowNanos);
    orchestration.changed();
  }

  public void disconnect(String participantId, long nowNanos) {
    Member member = members.remove(participantId);
    if (member != null) {
      end(member, CloseReason.REQUESTED, nowNanos);
    }
  }

  private void end(Member member, CloseReason reason, long nowNanos) {
    member.close(reason, nowNanos);
    member.publications().forEach(gone -> unpublish(gone.source(), nowNanos));
  }

  public void layout(String participantId, Layout layout) {
    Member member = members.get(participantId);
    if (member != null) {
      member.layout(layout);
    }
  }

  public void mute(int csrc, boolean muted, long nowNanos) {
    PublishedSource published = sources.get(csrc);
    if (published != null) {
      published.source().mute(muted, nowNanos);
      members.values().forEach(member -> member.layersChanged(published));
      if (muted) {
        sound.ended(published);
      }
    }
  }

  public List<SourceStatus> sources(long nowNanos) {
    return sources.values().stream().map(source -> source.status(nowNanos)).toList();
  }

  /** What a participant gets and why it is not more; empty where it has no transport. */
  public Optional<AllocationStatus> allocation(String participantId, long nowNanos) {
    return Optional.ofNullable(members.get(participantId))
        .map(member -> Explanation.of(member.viewing(), nowNanos));
  }

  /**
   * Serves what has fallen due; to be called every few milliseconds. Of a member for whom nothing
   * is due nothing is touched.
   */
  public void tick(long nowNanos) {
    due.clear();
    dueTimes.take(due, nowNanos);
    for (int i = 0; i < due.size(); i++) {
      due.get(i).tick(nowNanos);
    }
    boolean review = nextReviewNanos - nowNanos <= 0;
    if (review) {
      nextReviewNanos = nowNanos + REVIEW_NANOS;
      removeEnded(nowNanos);
      reviewSources(nowNanos);
    }
    dueTimes.take(due, nowNanos);
    arrange(nowNanos);
    if (review && sound.reviewSpeakers(nowNanos)) {
      listener.speakers(sound.speakers());
      members.values().forEach(Member::speakersChanged);
      orchestration.changed();
    }
    for (int i = 0; i < due.size(); i++) {
      look(due.get(i), nowNanos);
    }
    if (context.orchestrated()) {
      orchestrate(review, nowNanos);
    }
  }

  private void look(Member member, long nowNanos) {
    member.look(nowNanos);
    if (member.takeReview(nowNanos)) {
      if (context.orchestrated()) {
        orchestration.reviewEstimates(member, sources, nowNanos);
      }
      tellSlots(member, nowNanos);
    }
  }

  /** Transports may close by themselves while members are walked over: they leave afterwards. */
  private void removeEnded(long nowNanos) {
    List<Member> ended = members.values().stream().filter(Member::isClosed).toList();
    for (Member member : ended) {
      members.remove(member.participantId());
      end(member, CloseReason.NONE, nowNanos);
    }
  }

  private void reviewSources(long nowNanos) {
    for (PublishedSource published : sources.values()) {
      if (published.refresh(nowNanos)) {
        members.values().forEach(member -> member.layersChanged(published));
      }
      if (published.flowingChanged(nowNanos)) {
        listener.flowing(published.source().csrc(), published.isFlowing());
        if (published.isFlowing()) {
          sound.began(published);
        } else {
          sound.ended(published);
        }
      }
    }
  }

  /** Brings onto the slots what layouts ask for and ears can hear, where either has changed. */
  private void arrange(long nowNanos) {
    if (sound.takeChange()) {
      List<PublishedSource> heard = sound.heard();
      List<PublishedSource> screens = sound.screens();
      members.values().forEach(member -> arrangeSound(member, heard, screens, nowNanos));
    }
    for (int i = 0; i < due.size(); i++) {
      Member member = due.get(i);
      if (member.takeRearrangement()) {
        arrangeTiles(member, nowNanos);
        arrangeSound(member, sound.heard(), sound.screens(), nowNanos);
        tellSlots(member, nowNanos);
        orchestration.changed();
      }
    }
  }

  private void orchestrate(boolean review, long nowNanos) {
    if (orchestration.tick(members.values(), sources, nowNanos) || review) {
      for (PublishedSource published : sources.values()) {
        SourceEncodings told = published.steer(nowNanos);
        if (told != null) {
          listener.encodings(published.participantId(), told);
        }
      }
    }
  }

  private void arrangeTiles(Member member, long nowNanos) {
    List<Layout.Tile> tiles = new ArrayList<>();
    List<PublishedSource> wanted = new ArrayList<>();
    member.layout().tiles().stream()
        .sorted(Comparator.comparingInt(Layout.Tile::priority).reversed())
        .forEach(
            tile -> {
              PublishedSource published = sources.get(tile.csrc());
              if (published != null && published.kind().isVideo() && !wanted.contains(published)) {
                tiles.add(tile);
                wanted.add(published);
              }
            });
    member.showTiles(tiles, wanted, nowNanos);
  }

  private void arrangeSound(
      Member member, List<PublishedSource> heard, List<PublishedSource> screens, long nowNanos) {
    if (!member.isConnected()) {
      return;
    }
    int pinnedMicrophone = member.layout().pinnedMicrophone();
    if (pinnedMicrophone == Layout.LOUDEST) {
      member.hear(Kind.AUDIO, ofOthers(member, heard), nowNanos);
    } else {
      PublishedSource pinned = sources.get(pinnedMicrophone);
      member.hear(Kind.AUDIO, pinned == null ? List.of() : List.of(pinned.source()), nowNanos);
    }
    member.hear(Kind.SCREEN_AUDIO, ofOthers(member, screens), nowNanos);
  }

  private static List<Source> ofOthers(Member member, List<PublishedSource> sounds) {
    return sounds.stream()
        .filter(published -> !published.isOf(member.participantId()))
        .map(PublishedSource::source)
        .toList();
  }

  private void tellSlots(Member member, long nowNanos) {
    List<SlotStatus> changed = member.changedSlots(nowNanos);
    if (!changed.isEmpty()) {
      listener.slots(member.participantId(), changed);
    }
  }

  private void transportChanged(String participantId, TransportState state, CloseReason reason) {
    Member member = members.get(participantId);
    if (member != null && state == TransportState.CONNECTED) {
      member.rearrange();
    }
    if (reason != CloseReason.REQUESTED) {
      listener.transport(participantId, state, reason);
    }
  }

  /** Says goodbye to everybody. */
  public void close(long nowNanos) {
    List<Member> all = List.copyOf(members.values());
    members.clear();
    all.forEach(member -> end(member, CloseReason.REQUESTED, nowNanos));
  }

  public int transports() {
    return members.size();
  }
}
