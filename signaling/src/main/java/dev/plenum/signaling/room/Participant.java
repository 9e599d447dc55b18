package dev.plenum.signaling.room;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.sfu.control.TransportState;
import dev.plenum.signaling.message.MuteAuthor;
import dev.plenum.signaling.message.Permissions;
import dev.plenum.signaling.message.Person;
import dev.plenum.signaling.message.Person.PersonSource;
import dev.plenum.signaling.message.PersonState;
import dev.plenum.signaling.message.ServerMessage.Me;
import dev.plenum.signaling.message.ServerMessage.OwnSource;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
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
  private final Map<SourceKind, Integer> numbers = new EnumMap<>(SourceKind.class);
  private String name;
  private @Nullable JsonNode metadata;
  private Map<String, String> attributes;
  private Permissions permissions;
  private @Nullable Long hand;
  private TransportState media = TransportState.CLOSED;
  private boolean lost;
  private long silentSinceNanos;

  Participant(String pid, Arrival arrival, String name, Outbox outbox, Instant joinedAt) {
    Grant grant = arrival.grant();
    this.pid = pid;
    this.identity = grant.identity();
    this.view = arrival.view();
    this.overHttp = arrival.connection() == null;
    this.joinedAt = joinedAt;
    this.outbox = outbox;
    this.name = name;
    this.metadata = arrival.metadata() == null ? grant.metadata() : arrival.metadata();
    this.attributes = arrival.attributes() == null ? grant.attributes() : arrival.attributes();
    this.permissions = grant.permissions();
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
    return media;
  }

  /** What is published, by kind. */
  public Collection<Source> sources() {
    return sources.values();
  }

  public Optional<Source> source(SourceKind kind) {
    return Optional.ofNullable(sources.get(kind));
  }

  /** Whether this participant has no WebSocket and never will (WHIP, WHEP). */
  public boolean isOverHttp() {
    return overHttp;
  }

  public PersonState state() {
    boolean away = overHttp ? media != TransportState.CONNECTED : lost;
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

  /** The number of a kind of source: the same one for as long as the participant stays. */
  int number(SourceKind kind, IntSupplier next) {
    return numbers.computeIfAbsent(kind, absent -> next.getAsInt());
  }

  void publish(Map<SourceKind, Source> published) {
    sources.clear();
    sources.putAll(published);
  }

  void rename(String newName) {
    name = newName;
  }

  void describe(@Nullable JsonNode newMetadata) {
    metadata = newMetadata;
  }

  void attribute(Map<String, String> newAttributes) {
    attributes = Map.copyOf(newAttributes);
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

  void media(TransportState state, long nowNanos) {
    if (media == TransportState.CONNECTED && state != TransportState.CONNECTED) {
      silentSinceNanos = nowNanos;
    }
    media = state;
  }

  void lost(long nowNanos) {
    lost = true;
    if (media != TransportState.CONNECTED) {
      silentSinceNanos = nowNanos;
    }
  }

  void back() {
    lost = false;
  }

  /** Whether neither signaling nor media has been there for so long. */
  boolean isGone(long seatHeldNanos, long nowNanos) {
    return state() == PersonState.RECONNECTING
        && media != TransportState.CONNECTED
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

    Source mutedBy(MuteAuthor author) {
      return new Source(kind, csrc, mid, author, e2ee, meta);
    }

    private PersonSource person() {
      return new PersonSource(csrc, muted, e2ee ? true : null, meta);
    }
  }
}
