package dev.plenum.sfu.control;

/** What was counted since the start of a node or room. Values only grow; any thread may read. */
public interface CounterReader {

  long packets(Direction direction, PacketKind kind);

  long bytes(Direction direction, PacketKind kind);

  long dropped(DropReason reason);

  /** Key-frame requests sent to publishers. */
  long keyFrameRequests();

  /** Packets of sound which were lost on the way here and came as copies with later ones. */
  long restoredPackets();

  /** DTLS handshakes that have ended so. */
  long handshakes(HandshakeResult result);

  /** Commands which a full queue refused. */
  long refusedCommands();

  /**
   * Turns that forwarded media, by how long after their batch arrived the last packet of it left:
   * bucket i holds those below {@code 2^i} microseconds and not below the bucket before.
   */
  long forwardDelays(int bucket);

  int FORWARD_DELAY_BUCKETS = 24;

  /** As seen from the server. */
  enum Direction {
    IN,
    OUT
  }

  /** What a datagram carried. */
  enum PacketKind {
    AUDIO,
    VIDEO,
    RETRANSMISSION,
    /** What a receiver's network is probed with where there is nothing else to send. */
    PADDING,
    RTCP,
    STUN,
    DTLS
  }
}
