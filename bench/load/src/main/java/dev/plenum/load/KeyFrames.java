package dev.plenum.load;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says when all packets of a key frame are there, in whatever order they come. It looks at the
 * latest frames only; one that is overtaken by that many is none to begin with.
 */
final class KeyFrames {
  private static final int FRAMES = 16;

  private final Map<Integer, Frame> frames = new LinkedHashMap<>();

  /** A frame, by its packets' distance from the first that came. */
  private static final class Frame {
    private static final int MOST_PACKETS = 1 << 12;

    private final long origin;
    private final BitSet received = new BitSet();
    private int start = -1;
    private int end = -1;

    Frame(long firstSequence) {
      origin = firstSequence - MOST_PACKETS / 2;
    }

    boolean add(long sequence, boolean isStart, boolean isEnd) {
      long place = sequence - origin;
      if (place < 0 || place >= MOST_PACKETS) {
        return false;
      }
      received.set((int) place);
      start = isStart ? (int) place : start;
      end = isEnd ? (int) place : end;
      return start >= 0 && end >= start && received.nextClearBit(start) > end;
    }

    boolean isKeyFrame() {
      return start >= 0;
    }
  }

  /**
   * A packet came.
   *
   * @param beginsKeyFrame whether it holds the first bytes of a key frame
   * @param marker whether it is its frame's last
   * @return whether a key frame is complete with it
   */
  boolean add(long extendedSequence, int timestamp, boolean beginsKeyFrame, boolean marker) {
    Frame frame = frames.get(timestamp);
    if (frame == null) {
      frame = new Frame(extendedSequence);
      frames.put(timestamp, frame);
      if (frames.size() > FRAMES) {
        frames.remove(frames.keySet().iterator().next());
      }
    }
    return frame.add(extendedSequence, beginsKeyFrame, marker);
  }

  /** Whether the first packet of the frame of this timestamp came, and was a key frame's. */
  boolean isKeyFrame(int timestamp) {
    Frame frame = frames.get(timestamp);
    return frame != null && frame.isKeyFrame();
  }
}
