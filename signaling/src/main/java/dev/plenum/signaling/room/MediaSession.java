package dev.plenum.signaling.room;

import dev.plenum.sfu.control.AllocationStatus;
import dev.plenum.sfu.control.MediaOverloadedException;
import dev.plenum.sfu.control.MediaRoom;
import dev.plenum.sfu.control.PublishSpec;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SlotStatus;
import dev.plenum.sfu.control.SourceEncodings;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.sfu.control.TransportSpec;
import dev.plenum.sfu.control.TransportState;
import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.Permissions;
import dev.plenum.signaling.message.RefusedException;
import dev.plenum.signaling.message.SourceDeclaration;
import dev.plenum.signaling.negotiation.Negotiated;
import dev.plenum.signaling.negotiation.NegotiationRequest;
import dev.plenum.signaling.negotiation.Negotiator;
import dev.plenum.signaling.negotiation.SlotStreams;
import dev.plenum.signaling.sdp.SdpException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One participant's PeerConnection: from its offers to the media plane.
 *
 * <p>Owner: the control loop. Stages complete on it.
 */
final class MediaSession {

  private static final long OVERLOADED_RETRY_MS = 1000;

  private final String pid;
  private final SlotStreams streams;
  private final boolean steerable;
  private final Negotiator negotiator;
  private final MediaRoom media;
  private final ControlLoop loop;
  private final IntSupplier nextNumber;
  private final Map<SourceKind, Integer> numbers = new EnumMap<>(SourceKind.class);
  private final Map<String, SlotStatus> slots = new LinkedHashMap<>();
  private final Map<Integer, SourceEncodings> encodings = new LinkedHashMap<>();
  private @Nullable Negotiated negotiated;
  private boolean open;
  private boolean subscribed = true;
  private boolean unenforced;
  private int connecting;
  private TransportState state = TransportState.CLOSED;

  /**
   * @param steerable whether the client sends the encodings that it is told to
   * @param nextNumber gives room-wide source numbers
   */
  MediaSession(
      String pid,
      SlotStreams streams,
      boolean steerable,
      Negotiator negotiator,
      MediaRoom media,
      ControlLoop loop,
      IntSupplier nextNumber) {
    this.pid = pid;
    this.streams = streams;
    this.steerable = steerable;
    this.negotiator = negotiator;
    this.media = media;
    this.loop = loop;
    this.nextNumber = nextNumber;
  }

  /** {@link TransportState#CLOSED} also before there is one. */
  TransportState state() {
    return state;
  }

  /** What the slots show. */
  List<SlotStatus> slots() {
    return List.copyOf(slots.values());
  }

  /** What the client was told to send, of each source of which something was said. */
  List<SourceEncodings> encodings() {
    return List.copyOf(encodings.values());
  }

  /** How many video slots were negotiated. */
  int videoSlots() {
    return negotiated == null
        ? 0
        : (int)
            negotiated.spec().slots().stream()
                .filter(slot -> slot.kind() == SlotSpec.Kind.VIDEO)
                .count();
  }

  /** The m-lines on which sources are sent. */
  List<PublishSpec> publishes() {
    return negotiated == null ? List.of() : negotiated.spec().publishes();
  }

  /** Answers the first offer of a new PeerConnection; one that was there before ends. */
  CompletionStage<String> connect(SessionOffer offer, Permissions permissions) {
    return exchange(offer, permissions, null);
  }

  /** Answers a further offer. */
  CompletionStage<String> renegotiate(SessionOffer offer, Permissions permissions) {
    return exchange(offer, permissions, open ? negotiated : null);
  }

  private CompletionStage<String> exchange(
      SessionOffer offer, Permissions permissions, @Nullable Negotiated previous) {
    Negotiated before = negotiated;
    Negotiated answered;
    try {
      answered = negotiator.negotiate(request(offer, permissions, previous));
    } catch (SdpException e) {
      return CompletableFuture.failedFuture(unusable("offer", e));
    }
    Negotiated now = answered.remembered();
    negotiated = now;
    subscribed = permissions.subscribe();
    boolean fresh = previous == null;
    CompletionStage<Void> taken;
    if (fresh) {
      connecting++;
      slots.clear();
      encodings.clear();
      taken = media.connect(now.spec());
    } else {
      taken = media.renegotiate(now.spec());
    }
    return taken.handleAsync(
        (nothing, failure) -> {
          if (fresh) {
            connecting--;
          }
          if (failure != null) {
            giveUp(now, before);
            throw refusal(failure);
          }
          if (fresh) {
            open = true;
            state = TransportState.CONNECTING;
          }
          if (!subscribed) {
            enforce();
          }
          return answered.answerSdp();
        },
        loop);
  }

  /** See {@link Room#restartIce}. */
  CompletionStage<Optional<String>> restartIce(String fragment) {
    Negotiated before = negotiated;
    if (before == null || !open) {
      return CompletableFuture.failedFuture(
          new RefusedException(
              ErrorCode.CONFLICT, "There is no transport to restart.", "Make a new offer."));
    }
    Negotiated now;
    try {
      now = negotiator.restartIce(before, fragment);
    } catch (SdpException e) {
      return CompletableFuture.failedFuture(unusable("fragment", e));
    }
    if (now.equals(before)) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    negotiated = now;
    return media
        .renegotiate(permitted(now.spec()))
        .handleAsync(
            (nothing, failure) -> {
              if (failure != null) {
                giveUp(now, before);
                throw refusal(failure);
              }
              return Optional.of(now.iceFragment());
            },
            loop);
  }

  /** See {@link Room#allocation}. */
  CompletionStage<Optional<AllocationStatus>> allocation() {
    return media
        .allocation(pid)
        .handleAsync(
            (status, failure) -> {
              if (failure != null) {
                throw refusal(failure);
              }
              return status;
            },
            loop);
  }

  /** Begins or ends everything that is sent to the participant. */
  void subscribe(boolean allowed) {
    subscribed = allowed;
    enforce();
  }

  /** Tries again what a full queue has refused. */
  void tick() {
    if (unenforced) {
      unenforced = false;
      enforce();
    }
  }

  private void enforce() {
    if (negotiated != null && open) {
      media
          .renegotiate(permitted(negotiated.spec()))
          .whenCompleteAsync((nothing, failure) -> unenforced |= failure != null, loop);
    }
  }

  private TransportSpec permitted(TransportSpec spec) {
    return subscribed ? spec : spec.withSlots(List.of());
  }

  /** Takes note of the media plane's word; false where it is about a transport of before. */
  boolean changed(TransportState now) {
    if (connecting > 0) {
      return false;
    }
    state = now;
    if (now == TransportState.CLOSED) {
      open = false;
      slots.clear();
      encodings.clear();
    }
    return true;
  }

  void show(List<SlotStatus> changed) {
    changed.forEach(slot -> slots.put(slot.mid(), slot));
  }

  void steer(SourceEncodings latest) {
    encodings.put(latest.csrc(), latest);
  }

  @SuppressWarnings("ReferenceEquality") // whether nothing newer was negotiated meanwhile
  private void giveUp(Negotiated failed, @Nullable Negotiated before) {
    if (negotiated == failed) {
      negotiated = before;
    }
  }

  private NegotiationRequest request(
      SessionOffer offer, Permissions permissions, @Nullable Negotiated previous) {
    Map<String, SourceKind> kinds = new HashMap<>();
    for (SourceDeclaration source : offer.sources()) {
      if (source.kind() != null) {
        kinds.put(source.mid(), source.kind());
      }
    }
    Set<String> encrypted =
        offer.sources().stream()
            .filter(SourceDeclaration::e2ee)
            .map(SourceDeclaration::mid)
            .collect(Collectors.toSet());
    Map<SourceKind, Integer> csrcs = new EnumMap<>(SourceKind.class);
    for (SourceKind kind : permissions.publish()) {
      csrcs.put(kind, numbers.computeIfAbsent(kind, absent -> nextNumber.getAsInt()));
    }
    return new NegotiationRequest(
        pid,
        offer.sdp(),
        kinds,
        encrypted,
        csrcs,
        permissions.subscribe(),
        streams,
        steerable,
        previous);
  }

  private static RefusedException unusable(String what, SdpException e) {
    return new RefusedException(
        ErrorCode.BAD_REQUEST, "The " + what + " cannot be answered: " + e.getMessage(), e.fix());
  }

  private static RefusedException refusal(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure;
    if (cause instanceof MediaOverloadedException) {
      return new RefusedException(
          ErrorCode.OVERLOADED, "The server is busy.", "Try again.", OVERLOADED_RETRY_MS);
    }
    throw new IllegalStateException("the media plane failed", cause);
  }
}
