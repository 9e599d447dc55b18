package dev.plenum.sfu.control;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One room's media. Safe for use by any thread: each call becomes a command of the room's loop, and
 * commands of one caller are run in order. Commands about participants or sources that are gone
 * have no effect. An overloaded loop refuses new work first: room is kept for mutes, leaves and
 * ends.
 */
public interface MediaRoom {

  /** Where this room's peers send to, best first. */
  List<IceCandidate> candidates();

  /** Fresh credentials for an answer; they route a peer's first check to this room's loop. */
  IceParameters newIceParameters();

  /**
   * Opens a participant's transport, or replaces the one it had (a page reload).
   *
   * @return completes when the loop has taken it over, so that the answer may be sent; fails with
   *     {@link MediaOverloadedException} where the loop's queue is full
   */
  CompletionStage<Void> connect(TransportSpec spec);

  /**
   * Changes a running transport: more m-lines, other sources, and an ICE restart where the ICE
   * parameters differ from those it has. DTLS and SRTP go on. Slots and sources are matched by mid;
   * what is absent from the specification ends.
   */
  CompletionStage<Void> renegotiate(TransportSpec spec);

  /** Ends a participant's transport, its sources and its slots. */
  void disconnect(String participantId);

  /** What a participant wants to see; the latest call wins. */
  void layout(String participantId, Layout layout);

  /** Drops a source's packets at the server while {@code muted}, whatever the publisher sends. */
  void mute(int csrc, boolean muted);

  /** What this room has counted since it was opened. */
  CounterReader counters();

  /** A participant's transport as it stands; empty list where it has none. */
  CompletionStage<List<SourceStatus>> sources();

  /**
   * What a participant gets of what it asked to see, and why it is not more; empty where it has no
   * transport.
   */
  CompletionStage<Optional<AllocationStatus>> allocation(String participantId);

  /** Ends every transport and the room. */
  void close();
}
