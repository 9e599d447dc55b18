package dev.plenum.rtp.codec;

/**
 * Reads what one codec's RTP payload says about its frame. Keeps no state, so threads may share it.
 */
@FunctionalInterface
public interface PayloadParser {
  /**
   * Fills the mark from a payload without RTP padding.
   *
   * @return false if the payload is empty or malformed; the mark then tells nothing
   */
  boolean parse(byte[] bytes, int offset, int length, FrameMark mark);
}
