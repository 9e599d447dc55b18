package dev.plenum.signaling.room;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.sfu.control.PublishSpec;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.sfu.control.TransportState;
import dev.plenum.signaling.message.MuteAuthor;
import dev.plenum.signaling.message.Permissions;
import dev.plenum.signaling.message.Person;
import dev.plenum.signaling.message.Person.PersonSource;
import dev.plenum.signaling.message.PersonState;
import dev.plenum.signaling.message.ServerMessage.Me;
import dev.plenum.signaling.message.ServerMessage.OwnSource;
import dev.plenum.signaling.message.SourceDeclaration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Somebody in a room, with or without a WebSocket. Owner: the control loop. */
public final class Participant {

  private final String pid;
  private final String identity;
  private final View view;
  private final boolean overHttp;
  private final Instant joinedAt;
  private final Outbox outbox;
  private final Answers answers = new Answers();
  private final Map<SourceKind, Source> sources = new EnumMap<>(SourceKind.class);
  private final MediaSession mediaSession;
  private String name;
  private @Nullable JsonNode metadata;
  private Map<String, String> attributes;
  private Permissions permissions;
  private @Nullable Long hand;
  private boolean lost;
  private long silentSinceNanos;

  Participant(
      String pid,
      Arrival arrival,
      Outbox outbox,
      MediaSession mediaSession,
      Instant joinedAt,
      long nowNanos) {
    Grant grant = arrival.grant();
    this.pid = pid;
    this.identity = grant.identity();
    this.view = arrival.view();
    this.overHttp = arrival.overHttp();
    this.mediaSession = mediaSession;
    this.joinedAt = joinedAt;
    this.silentSinceNanos = nowNanos;
    this.outbox = outbox;
    this.name = arrival.shownName();
    this.metadata = arrival.shownMetadata();
    this.attributes = arrival.shownAttributes();
    this.permissions = grant.permissions();
    outbox.belongTo(this);
  }

  public String pid() {
    return pid;
  }

  public String identity() {
    return identity;
  }

  public String name() {
    return name;
  }

  public @Nullable JsonNode metadata() {
    return metadata;
  }

  public Map<String, String> attributes() {
    return attributes;
  }

  public Permissions permissions() {
    return permissions;
  }

  public Instant joinedAt() {
    return joinedAt;
  }

  /** The state of the transport; {@link TransportState#CLOSED} also before there is one. */
  public TransportState media() {
    return mediaSession.state();
  }

  /** What is published, by kind. */
  public Collection<Source> sources() {
    return sources.values();
  }

  public Optional<Source> source(int csrc) {
    return sources.values().stream().filter(source -> source.csrc() == csrc).findFirst();
  }

  public Optional<Source> source(SourceKind kind) {
    return Optional.ofNullable(sources.get(kind));
  }

  /** Whether this participant has no WebSocket and never will (WHIP, WHEP). */
  public boolean isOverHttp() {
    return overHttp;
  }

  public PersonState state() {
    boolean away = overHttp ? media() == TransportState.DISCONNECTED : lost;
    return away ? PersonState.RECONNECTING : PersonState.CONNECTED;
  }

  /** As the others see this participant. */
  public Person person() {
    Map<SourceKind, PersonSource> published = new EnumMap<>(SourceKind.class);
    sources.forEach((kind, source) -> published.put(kind, source.person()));
    return new Person(
        pid,
        name,
        permissions.role(),
        state(),
        hand,
        metadata,
        attributes.isEmpty() ? null : attributes,
        published);
  }

  /** As this participant sees itself. */
  public Me me() {
    Map<SourceKind, OwnSource> own = new EnumMap<>(SourceKind.class);
    sources.forEach((kind, source) -> own.put(kind, new OwnSource(source.csrc(), source.mid())));
    return new Me(pid, name, identity, permissions.role(), permissions, own);
  }

  /** The replies of late, for requests that are repeated. */
  public Answers answers() {
    return answers;
  }

  /** What waits to be sent. */
  public Outbox outbox() {
    return outbox;
  }

  View view() {
    return view;
  }

  MediaSession mediaSession() {
    return mediaSession;
  }

  /**
   * Takes over what was negotiated. A mute by somebody else outlives it, and so does all that was
   * said before of a source of which nothing is said now.
   */
  void publish(List<SourceDeclaration> declared) {
    Map<SourceKind, Source> before = new EnumMap<>(sources);
    sources.clear();
    for (PublishSpec spec : mediaSession.publishes()) {
      sources.put(spec.kind(), Source.of(spec, declared, before.get(spec.kind())));
    }
  }

  void unpublish() {
    sources.clear();
  }

  void mute(SourceKind kind, MuteAuthor author) {
    sources.computeIfPresent(kind, (same, source) -> source.mutedBy(author));
  }

  /** Changes what is given and leaves what is null. */
  void describe(
      @Nullable String newName,
      @Nullable JsonNode newMetadata,
      @Nullable Map<String, String> newAttributes) {
    name = newName == null ? name : newName;
    metadata = newMetadata == null ? metadata : newMetadata;
    attributes = newAttributes == null ? attributes : Map.copyOf(newAttributes);
  }

  void permit(Permissions newPermissions) {
    permissions = newPermissions;
  }

  void raiseHand(long order) {
    hand = order;
  }

  void lowerHand() {
    hand = null;
  }

  boolean handIsUp() {
    return hand != null;
  }

  /** The transport came or went: only with the first of its ends does silence begin. */
  void mediaChanged(TransportState before, long nowNanos) {
    if (before == TransportState.CONNECTED && media() != TransportState.CONNECTED) {
      silentSinceNanos = nowNanos;
    }
  }

  void lost(long nowNanos) {
    lost = true;
    if (media() != TransportState.CONNECTED) {
      silentSinceNanos = nowNanos;
    }
  }

  void back() {
    lost = false;
  }

  /** Whether neither signaling nor media has been there for so long. */
  boolean isGone(long seatHeldNanos, long nowNanos) {
    return (overHttp || lost)
        && media() != TransportState.CONNECTED
        && nowNanos - silentSinceNanos >= seatHeldNanos;
  }

  @Override
  public String toString() {
    return pid;
  }

  /**
   * Something published.
   *
   * @param csrc its number in the room
   */
  public record Source(
      SourceKind kind,
      int csrc,
      String mid,
      MuteAuthor muted,
      boolean e2ee,
      @Nullable JsonNode meta) {

    static Source of(PublishSpec spec, List<SourceDeclaration> declared, @Nullable Source before) {
      MuteAuthor author = before == null ? MuteAuthor.NOBODY : before.muted();
      boolean e2ee = before != null && before.e2ee();
      JsonNode meta = before == null ? null : before.meta();
      for (SourceDeclaration said : declared) {
        if (said.mid().equals(spec.mid())) {
          MuteAuthor own = said.muted() ? MuteAuthor.SELF : MuteAuthor.NOBODY;
          author = author.isSomebodyElse() ? author : own;
          e2ee = said.e2ee();
          meta = said.meta();
        }
      }
      return new Source(spec.kind(), spec.csrc(), spec.mid(), author, e2ee, meta);
    }

    boolean isMuted() {
      return muted != MuteAuthor.NOBODY;
    }

    Source mutedBy(MuteAuthor author) {
      return new Source(kind, csrc, mid, author, e2ee, meta);
    }

    private PersonSource person() {
      return new PersonSource(csrc, muted, e2ee ? true : null, meta);
    }
  }
}
