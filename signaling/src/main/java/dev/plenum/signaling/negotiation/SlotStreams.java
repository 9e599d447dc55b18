package dev.plenum.signaling.negotiation;

/** How the slots of an answer are grouped into MediaStreams (RFC 8830). */
public enum SlotStreams {
  /** Each slot is a stream of its own, {@code slot-<mid>}: slots show different people. */
  PER_SLOT,
  /**
   * All slots are one stream, so that the browser plays sound and picture of one person in time.
   */
  COMMON
}
