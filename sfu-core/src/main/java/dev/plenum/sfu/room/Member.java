package dev.plenum.sfu.room;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.rtcp.Nack;
import dev.plenum.rtp.rtcp.ReportBlocks;
import dev.plenum.sfu.control.CloseReason;
import dev.plenum.sfu.control.Layout;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SlotSpec.Kind;
import dev.plenum.sfu.control.SlotStatus;
import dev.plenum.sfu.control.TransportSpec;
import dev.plenum.sfu.control.TransportState;
import dev.plenum.sfu.counters.MediaCounters;
import dev.plenum.sfu.stream.Deadline;
import dev.plenum.sfu.stream.HeaderExtensionIds;
import dev.plenum.sfu.stream.ReceiveStream;
import dev.plenum.sfu.stream.Source;
import dev.plenum.sfu.transport.MediaInput;
import dev.plenum.sfu.transport.Publication;
import dev.plenum.sfu.transport.Transport;
import dev.plenum.sfu.transport.TransportListener;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** Owner: the room's loop. One participant's media: its transport, its sources and its slots. */
final class Member implements MediaInput {

  /** How often somebody is looked after to whom something is sent. */
  private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** And others, of whom there are most in a large room. */
  private static final long RESTING_ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** How often what changes slowly is looked at: the uplink, what the slots show. */
  private static final long REVIEW_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final String participantId;
  private final RoomContext context;
  private final MediaCounters counters;
  private final Sound sound;
  private final Transport transport;
  private final byte[] cname;
  private final Int2ObjectHashMap<Slot> slotsBySsrc = new Int2ObjectHashMap<>();

  private List<Slot> slots = new ArrayList<>();
  private List<Publication> publications = List.of();
  private Layout layout = Layout.NOTHING;
  private final UplinkEstimate uplinkEstimate = new UplinkEstimate();
  private final Viewing viewing;
  private boolean needsRearrangement;
  private final DueTimes<Member> dueTimes;
  private final int place;
  private boolean ended;
  private long nextRoundNanos;
  private long nextReviewNanos;

  Member(
      TransportSpec spec,
      RoomContext context,
      MediaCounters counters,
      Sound sound,
      DueTimes<Member> dueTimes,
      TransportListener listener,
      int ownSsrc,
      long nowNanos) {
    this.participantId = spec.participantId();
    this.context = context;
    this.counters = counters;
    this.sound = sound;
    this.dueTimes = dueTimes;
    this.cname = spec.cname().getBytes(StandardCharsets.UTF_8);
    transport =
        new Transport(context.transports(), this, counters, listener, spec, ownSsrc, nowNanos);
    viewing = new Viewing(transport.downlink(), sound, nowNanos);
    nextRoundNanos = nowNanos;
    nextReviewNanos = nowNanos;
    place = dueTimes.add(this);
  }

  /**
   * Takes over what an answer agreed on.
   *
   * @param agreed the sources of the m-lines on which the participant sends
   */
  void apply(TransportSpec spec, List<Publication> agreed, long nowNanos) {
    HeaderExtensionIds ids = new HeaderExtensionIds(spec.extensions());
    publications = List.copyOf(agreed);
    transport.publish(agreed, ids);
    if (!spec.local().equals(transport.local())) {
      transport.restartIce(spec.local());
    }
    applySlots(spec.slots(), ids, nowNanos);
  }

  /** Slots whose SSRC is as before go on. */
  private void applySlots(List<SlotSpec> specs, HeaderExtensionIds ids, long nowNanos) {
    List<Slot> kept = new ArrayList<>();
    for (SlotSpec spec : specs) {
      Slot slot = slotsBySsrc.remove(spec.ssrc());
      if (slot == null) {
        slot =
            new Slot(
                spec,
                ids,
                transport.egress(),
                transport.downlink(),
                counters,
                context.packetScratch());
      } else {
        slot.renegotiate(spec, ids, nowNanos);
      }
      kept.add(slot);
    }
    slotsBySsrc.values().forEach(slot -> slot.close(nowNanos));
    slotsBySsrc.clear();
    kept.forEach(slot -> slotsBySsrc.put(slot.spec().ssrc(), slot));
    slots = kept;
  }

  void layout(Layout layout) {
    this.layout = layout;
    rearrange();
  }

  /** What the slots show is to be settled anew. */
  void rearrange() {
    needsRearrangement = true;
    attend();
  }

  /** Wants to be looked after at once. */
  private void attend() {
    if (!ended) {
      dueTimes.atOnce(place);
    }
  }

  /** A source has other layers than before. */
  void layersChanged(PublishedSource published) {
    if (viewing.layersChanged(published)) {
      attend();
    }
  }

  /** Others are heard than before: that can wait for the next round. */
  void speakersChanged() {
    viewing.speakersChanged();
  }

  /** Whether the slots are to be settled now: not before media can flow. */
  boolean takeRearrangement() {
    if (!needsRearrangement || !isConnected()) {
      return false;
    }
    needsRearrangement = false;
    return true;
  }

  /** Whether the layout has this source. */
  boolean asksFor(int csrc) {
    return layout.pinnedMicrophone() == csrc
        || layout.tiles().stream().anyMatch(tile -> tile.csrc() == csrc);
  }

  Layout layout() {
    return layout;
  }

  /**
   * Puts what the layout asks for onto the video slots.
   *
   * @param tiles of these sources, each once, the more important first
   */
  void showTiles(List<Layout.Tile> tiles, List<PublishedSource> published, long nowNanos) {
    List<Source> sources = published.stream().map(PublishedSource::source).toList();
    List<Slot> video = slots(Kind.VIDEO);
    assign(video, sources, nowNanos);
    List<@Nullable Source> shown = shown(video);
    List<Sight> sights = new ArrayList<>();
    for (int i = 0; i < tiles.size(); i++) {
      int place = shown.indexOf(sources.get(i));
      sights.add(new Sight(tiles.get(i), published.get(i), place < 0 ? null : video.get(place)));
    }
    viewing.show(sights);
  }

  /** Puts sounds onto the slots of this kind, most important first. */
  void hear(Kind kind, List<Source> sounds, long nowNanos) {
    assign(slots(kind), sounds, nowNanos);
  }

  private static void assign(List<Slot> slots, List<Source> wanted, long nowNanos) {
    List<@Nullable Source> assigned = SlotAssignment.assign(shown(slots), wanted);
    for (int i = 0; i < slots.size(); i++) {
      slots.get(i).show(assigned.get(i), nowNanos);
    }
  }

  private static List<@Nullable Source> shown(List<Slot> slots) {
    List<@Nullable Source> shown = new ArrayList<>(slots.size());
    slots.forEach(slot -> shown.add(slot.source()));
    return shown;
  }

  private List<Slot> slots(Kind kind) {
    return slots.stream().filter(slot -> slot.spec().kind() == kind).toList();
  }

  /** Which slots show something else than at the last call; sound changes too often to be told. */
  List<SlotStatus> changedSlots(long nowNanos) {
    List<SlotStatus> changed = new ArrayList<>();
    for (Slot slot : slots) {
      SlotStatus status = slot.spec().kind() == Kind.AUDIO ? null : slot.changedStatus(nowNanos);
      if (status != null) {
        changed.add(status);
      }
    }
    return changed;
  }

  /** Serves what has fallen due. */
  void tick(long nowNanos) {
    transport.tick(nowNanos);
    if (nextRoundNanos - nowNanos <= 0 && transport.egress().isOpen()) {
      sendReports(nowNanos);
    }
  }

  /** Chooses anew what is seen, and plans when the member is to be looked after next. */
  void look(long nowNanos) {
    if (ended) {
      return;
    }
    if (isConnected()) {
      viewing.tick(nowNanos);
    }
    if (nextRoundNanos - nowNanos <= 0) {
      planRound(nowNanos);
    }
    dueTimes.bringForward(place, Deadline.earlier(nextRoundNanos, transport.nextDeadlineNanos()));
  }

  /** Everybody keeps to the moments at which they came, so that the work of a room is spread. */
  private void planRound(long nowNanos) {
    long roundNanos = transport.downlink().isActive(nowNanos) ? ROUND_NANOS : RESTING_ROUND_NANOS;
    nextRoundNanos = next(nextRoundNanos, roundNanos, nowNanos);
  }

  /** The next of the moments that lie so far apart. */
  private static long next(long momentNanos, long apartNanos, long nowNanos) {
    return momentNanos + ((nowNanos - momentNanos) / apartNanos + 1) * apartNanos;
  }

  /** Whether it is time for what is looked at a few times a second; then not again for a while. */
  boolean takeReview(long nowNanos) {
    if (ended || nextReviewNanos - nowNanos > 0) {
      return false;
    }
    nextReviewNanos = next(nextReviewNanos, REVIEW_NANOS, nowNanos);
    return true;
  }

  private void sendReports(long nowNanos) {
    long ntpTimestamp = context.ntpTimestamp().applyAsLong(nowNanos);
    for (Slot slot : slots) {
      slot.tick(context.transports().rtcpScratch(), cname, ntpTimestamp, nowNanos);
    }
  }

  /**
   * Takes note of how much of what it was asked for the participant sends.
   *
   * @param sources the room's sources by number
   */
  void observeUplink(Map<Integer, PublishedSource> sources, long nowNanos) {
    Reach reach = Reach.WHOLE;
    for (Publication publication : publications) {
      PublishedSource published = sources.get(publication.source().csrc());
      reach = published == null ? reach : reach.orWorse(published.reach(nowNanos));
    }
    uplinkEstimate.observe(
        reach,
        transport.uplink().lossFraction(nowNanos),
        transport.uplink().receivedBps(nowNanos),
        nowNanos);
  }

  UplinkEstimate uplinkEstimate() {
    return uplinkEstimate;
  }

  Viewing viewing() {
    return viewing;
  }

  /** Media flows, so that slots are worth filling. */
  boolean isConnected() {
    return transport.state() == TransportState.CONNECTED
        || transport.state() == TransportState.DISCONNECTED;
  }

  boolean isClosed() {
    return transport.state() == TransportState.CLOSED;
  }

  void close(CloseReason reason, long nowNanos) {
    if (!ended) {
      ended = true;
      dueTimes.remove(place);
    }
    for (Slot slot : slots) {
      slot.bye(context.transports().rtcpScratch());
      slot.close(nowNanos);
    }
    transport.close(reason);
  }

  String participantId() {
    return participantId;
  }

  List<Publication> publications() {
    return publications;
  }

  @Override
  public void level(Source microphone, int levelDbov, long nowNanos) {
    sound.level(microphone, levelDbov, nowNanos);
  }

  @Override
  public void packet(ReceiveStream layer, RtpPacket packet, long nowNanos) {
    Router.route(layer, packet, nowNanos);
  }

  @Override
  public void lost(Nack nack, long nowNanos) {
    Slot slot = slotsBySsrc.get(nack.mediaSsrc());
    if (slot != null) {
      slot.repeat(nack, nowNanos);
    }
  }

  @Override
  public void reported(ReportBlocks block, long nowNanos) {
    Slot slot = slotsBySsrc.get(block.ssrc());
    if (slot != null) {
      slot.stream().onReportBlock(block, nowNanos);
      transport
          .downlink()
          .onReceiverReport(
              slot.stream().reportedExpected(), slot.stream().reportedLost(), nowNanos);
      transport.roundTrip(slot.stream().roundTripNanos());
    }
  }

  @Override
  public void keyFrameWanted(int slotSsrc, long nowNanos) {
    Slot slot = slotsBySsrc.get(slotSsrc);
    if (slot != null) {
      slot.requestKeyFrame(nowNanos);
    }
  }

  @Override
  public void due(long nanos) {
    if (!ended) {
      dueTimes.bringForward(place, nanos);
    }
  }

  /** It would ask by itself only once it has asked in vain for what it missed meanwhile. */
  @Override
  public void moved(long nowNanos) {
    slots(Kind.VIDEO).forEach(slot -> slot.requestKeyFrame(nowNanos));
  }
}
