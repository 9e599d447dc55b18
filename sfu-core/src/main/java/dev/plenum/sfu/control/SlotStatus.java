package dev.plenum.sfu.control;

/**
 * What a slot shows.
 *
 * @param csrc the source's number, 0 for nothing
 * @param pause why no media of it is sent, {@link Pause#NONE} where it is
 */
public record SlotStatus(String mid, int csrc, Pause pause) {

  /** Why a slot carries nothing although a source is assigned. */
  public enum Pause {
    NONE,
    MUTED,
    /** The receiver's estimate does not carry it. */
    BANDWIDTH,
    /** The publisher sends nothing. */
    INACTIVE,
    /** The receiver negotiated no codec which the publisher sends. */
    UNSUPPORTED
  }
}
