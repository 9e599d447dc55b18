package dev.plenum.signaling.room;

import dev.plenum.sfu.control.CounterReader;
import dev.plenum.sfu.control.IceCandidate;
import dev.plenum.sfu.control.LoopStatus;
import dev.plenum.sfu.control.MediaNode;
import dev.plenum.sfu.control.MediaOverloadedException;
import dev.plenum.sfu.control.RoomListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A media node without sockets, which keeps what it is told. */
public final class RecordingMedia implements MediaNode {

  private static final List<IceCandidate> CANDIDATES =
      List.of(new IceCandidate("192.0.2.1", 10_000, false, 2_130_706_431L));

  private final List<RecordingMediaRoom> rooms = new ArrayList<>();
  private boolean overloaded;

  public List<RecordingMediaRoom> rooms() {
    return rooms;
  }

  /** The latest room. */
  public RecordingMediaRoom room() {
    return rooms.getLast();
  }

  @Override
  public String fingerprint() {
    return "sha-256 " + "AB:".repeat(31) + "CD";
  }

  @Override
  public String srtpEngine() {
    return "none";
  }

  @Override
  public String udpEngine() {
    return "none";
  }

  @Override
  public List<IceCandidate> candidates() {
    return CANDIDATES;
  }

  /** From now on the loop's queue is full. */
  void overload(boolean now) {
    overloaded = now;
  }

  @Override
  public RecordingMediaRoom openRoom(String name, RoomListener listener) {
    if (overloaded) {
      throw new MediaOverloadedException("full");
    }
    RecordingMediaRoom room = new RecordingMediaRoom(CANDIDATES, listener);
    rooms.add(room);
    return room;
  }

  @Override
  public void rehearse(BooleanSupplier isOver) {
    // There is nothing to compile.
  }

  @Override
  public List<LoopStatus> loops() {
    return List.of();
  }

  @Override
  public CounterReader counters() {
    throw new UnsupportedOperationException("nothing is counted here");
  }

  @Override
  public void close() {
    rooms.forEach(RecordingMediaRoom::close);
  }
}
