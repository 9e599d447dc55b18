package dev.plenum.signaling.room;

import dev.plenum.sfu.control.AllocationStatus;
import dev.plenum.sfu.control.CloseReason;
import dev.plenum.sfu.control.CounterReader;
import dev.plenum.sfu.control.IceCandidate;
import dev.plenum.sfu.control.IceParameters;
import dev.plenum.sfu.control.Layout;
import dev.plenum.sfu.control.MediaOverloadedException;
import dev.plenum.sfu.control.MediaRoom;
import dev.plenum.sfu.control.PublishSpec;
import dev.plenum.sfu.control.RoomListener;
import dev.plenum.sfu.control.SlotStatus;
import dev.plenum.sfu.control.SourceEncodings;
import dev.plenum.sfu.control.SourceStatus;
import dev.plenum.sfu.control.Speaker;
import dev.plenum.sfu.control.TransportSpec;
import dev.plenum.sfu.control.TransportState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A room's media as its documentation has it, without any media. */
public final class RecordingMediaRoom implements MediaRoom {

  private final List<IceCandidate> candidates;
  private final RoomListener listener;
  private final Map<String, TransportSpec> transports = new HashMap<>();
  private final Map<String, Layout> layouts = new HashMap<>();
  private final Set<Integer> muted = new HashSet<>();
  private final List<String> commands = new ArrayList<>();
  private @Nullable CompletableFuture<Void> held;
  private boolean overloaded;
  private boolean closed;
  private int credentials;

  RecordingMediaRoom(List<IceCandidate> candidates, RoomListener listener) {
    this.candidates = candidates;
    this.listener = listener;
  }

  /** What was commanded, such as {@code connect p1}. */
  public List<String> commands() {
    return commands;
  }

  /** A participant's transport. */
  public @Nullable TransportSpec transport(String pid) {
    return transports.get(pid);
  }

  public @Nullable Layout layout(String pid) {
    return layouts.get(pid);
  }

  public boolean isMuted(int csrc) {
    return muted.contains(csrc);
  }

  public boolean isClosed() {
    return closed;
  }

  /** From now on the loop takes its time, until it is told to go on. */
  public void hold() {
    held = new CompletableFuture<>();
  }

  public void goOn() {
    CompletableFuture<Void> waiting = held;
    held = null;
    if (waiting != null) {
      waiting.complete(null);
    }
  }

  /** From now on the loop's queue is full. */
  public void overload(boolean now) {
    overloaded = now;
  }

  public void transport(String pid, TransportState state) {
    listener.transport(pid, state, CloseReason.NONE);
  }

  public void closed(String pid, CloseReason reason) {
    transports.remove(pid);
    listener.transport(pid, TransportState.CLOSED, reason);
  }

  public void slots(String pid, SlotStatus... changed) {
    listener.slots(pid, List.of(changed));
  }

  public void encodings(String pid, SourceEncodings encodings) {
    listener.encodings(pid, encodings);
  }

  public void speakers(int... csrcs) {
    List<Speaker> speakers = new ArrayList<>();
    for (int csrc : csrcs) {
      speakers.add(new Speaker(csrc, 20));
    }
    listener.speakers(speakers);
  }

  @Override
  public List<IceCandidate> candidates() {
    return candidates;
  }

  @Override
  public IceParameters newIceParameters() {
    credentials++;
    return new IceParameters("ufrag" + credentials, "password-of-24-characters" + credentials);
  }

  @Override
  public CompletionStage<Void> connect(TransportSpec spec) {
    return take("connect", spec);
  }

  @Override
  public CompletionStage<Void> renegotiate(TransportSpec spec) {
    return take("renegotiate", spec);
  }

  private CompletionStage<Void> take(String command, TransportSpec spec) {
    if (overloaded) {
      return CompletableFuture.failedFuture(new MediaOverloadedException("full"));
    }
    boolean connect = command.equals("connect");
    commands.add(command + " " + spec.participantId());
    if (connect || transports.containsKey(spec.participantId())) {
      transports.put(spec.participantId(), spec);
    }
    return held == null ? CompletableFuture.completedFuture(null) : held;
  }

  @Override
  public void disconnect(String participantId) {
    commands.add("disconnect " + participantId);
    transports.remove(participantId);
    layouts.remove(participantId);
  }

  @Override
  public void layout(String participantId, Layout layout) {
    if (transports.containsKey(participantId)) {
      layouts.put(participantId, layout);
    }
  }

  @Override
  public void mute(int csrc, boolean silent) {
    boolean known =
        transports.values().stream()
            .flatMap(transport -> transport.publishes().stream())
            .mapToInt(PublishSpec::csrc)
            .anyMatch(number -> number == csrc);
    if (known) {
      commands.add((silent ? "mute " : "unmute ") + csrc);
      if (silent) {
        muted.add(csrc);
      } else {
        muted.remove(csrc);
      }
    }
  }

  @Override
  public CounterReader counters() {
    throw new UnsupportedOperationException("nothing is counted here");
  }

  @Override
  public CompletionStage<List<SourceStatus>> sources() {
    return CompletableFuture.completedFuture(List.of());
  }

  @Override
  public CompletionStage<Optional<AllocationStatus>> allocation(String participantId) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public void close() {
    closed = true;
  }
}
