package dev.plenum.signaling.room;

import dev.plenum.sfu.control.CloseReason;
import dev.plenum.sfu.control.RoomListener;
import dev.plenum.sfu.control.SlotStatus;
import dev.plenum.sfu.control.SourceEncodings;
import dev.plenum.sfu.control.Speaker;
import dev.plenum.sfu.control.TransportState;
import java.util.List;
import java.util.concurrent.Executor;

/** Brings what a media loop tells to the control loop. Safe for use by any thread. */
record ListenerOnControlLoop(Executor loop, RoomListener listener) implements RoomListener {

  @Override
  public void transport(String participantId, TransportState state, CloseReason reason) {
    loop.execute(() -> listener.transport(participantId, state, reason));
  }

  @Override
  public void slots(String participantId, List<SlotStatus> changed) {
    loop.execute(() -> listener.slots(participantId, changed));
  }

  @Override
  public void speakers(List<Speaker> speakers) {
    loop.execute(() -> listener.speakers(speakers));
  }

  @Override
  public void flowing(int csrc, boolean flowing) {
    loop.execute(() -> listener.flowing(csrc, flowing));
  }

  @Override
  public void encodings(String participantId, SourceEncodings encodings) {
    loop.execute(() -> listener.encodings(participantId, encodings));
  }
}
