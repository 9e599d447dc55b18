package dev.plenum.sfu.testkit;

import dev.plenum.sfu.control.CloseReason;
import dev.plenum.sfu.control.RoomListener;
import dev.plenum.sfu.control.SlotStatus;
import dev.plenum.sfu.control.SourceEncodings;
import dev.plenum.sfu.control.Speaker;
import dev.plenum.sfu.control.TransportState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps what a room told. */
public final class RecordingListener implements RoomListener {

  /** A transport's change of state. */
  public record Change(String participantId, TransportState state, CloseReason reason) {}

  private final List<Change> changes = new ArrayList<>();
  private final List<SlotStatus> slots = new ArrayList<>();
  private final List<SourceEncodings> encodings = new ArrayList<>();
  private Consumer<SourceEncodings> publisher = told -> {};
  private List<Speaker> speakers = List.of();

  public List<Change> changes() {
    return changes;
  }

  public long count(TransportState state) {
    return changes.stream().filter(change -> change.state() == state).count();
  }

  public List<SlotStatus> slots() {
    return slots;
  }

  public List<Speaker> speakers() {
    return speakers;
  }

  /** All that publishers were told, in order. */
  public List<SourceEncodings> encodings() {
    return encodings;
  }

  /** Tells a publisher too, from now on. */
  public void onEncodings(Consumer<SourceEncodings> publisher) {
    this.publisher = publisher;
  }

  @Override
  public void transport(String participantId, TransportState state, CloseReason reason) {
    changes.add(new Change(participantId, state, reason));
  }

  @Override
  public void slots(String participantId, List<SlotStatus> changed) {
    slots.addAll(changed);
  }

  @Override
  public void speakers(List<Speaker> speakers) {
    this.speakers = speakers;
  }

  @Override
  public void flowing(int csrc, boolean flowing) {
    // Slots tell the same, later.
  }

  @Override
  public void encodings(String participantId, SourceEncodings told) {
    encodings.add(told);
    publisher.accept(told);
  }
}
