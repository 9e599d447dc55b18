package dev.plenum.sfu.control;

import java.util.List;
import java.util.function.BooleanSupplier;

/** The media plane of one server process. Safe for use by any thread. */
public interface MediaNode extends AutoCloseable {

  /** The node's certificate fingerprint as an SDP attribute value: {@code sha-256 AB:CD:…}. */
  String fingerprint();

  /** What protects packets, for the banner and metrics, such as {@code jce}. */
  String srtpEngine();

  /** What carries datagrams, for the banner, such as {@code recvmmsg/sendmmsg}. */
  String udpEngine();

  /** Every address where peers reach this node's loops, for the banner. */
  List<IceCandidate> candidates();

  /**
   * Places a new room on the least loaded loop.
   *
   * @param name for logs and thread dumps; names need not be unique
   * @param listener told of what happens in the room, on the room's loop: it must return at once
   * @throws MediaOverloadedException if the loop's queue is full
   */
  MediaRoom openRoom(String name, RoomListener listener);

  /**
   * Shakes hands with itself as long as it is not over, so that the code of handshakes is compiled
   * before somebody comes. Returns at once.
   *
   * @param isOver asked from another thread
   */
  void rehearse(BooleanSupplier isOver);

  List<LoopStatus> loops();

  /** What all loops have counted since the start. */
  CounterReader counters();

  /** Says goodbye to every peer (DTLS close_notify, RTCP BYE) and ends the loops. */
  @Override
  void close();
}
