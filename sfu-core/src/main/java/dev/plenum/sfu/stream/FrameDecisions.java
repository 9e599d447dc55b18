package dev.plenum.sfu.stream;

import java.util.Arrays;

/**
 * Which of the latest {@value #FRAMES} frames of a layer pass, by their extended numbers, so that
 * all packets of a frame go the same way in whatever order they come. Belongs to a {@link
 * LayerFilter}.
 */
final class FrameDecisions {
  static final int FRAMES = 512;

  private static final byte UNDECIDED = 0;
  private static final byte PASSES = 1;
  private static final byte LEFT_OUT = 2;

  private final byte[] states = new byte[FRAMES];
  private boolean started;
  private long highest;

  /** Whether the frame is newer than all that were decided about. */
  boolean isNewest(long frame) {
    return !started || frame > highest;
  }

  boolean passes(long frame) {
    return state(frame) == PASSES;
  }

  boolean isLeftOut(long frame) {
    return state(frame) == LEFT_OUT;
  }

  private byte state(long frame) {
    return isNewest(frame) || frame <= highest - FRAMES ? UNDECIDED : states[place(frame)];
  }

  /** Notes what is decided about a frame. */
  void decide(long frame, boolean passes) {
    if (isNewest(frame)) {
      advance(frame);
    }
    if (frame > highest - FRAMES) {
      states[place(frame)] = passes ? PASSES : LEFT_OUT;
    }
  }

  /** A frame that passes refers to this one, which has to pass if it still comes. */
  void expect(long frame) {
    if (state(frame) == UNDECIDED && frame > highest - FRAMES && !isNewest(frame)) {
      states[place(frame)] = PASSES;
    }
  }

  private void advance(long frame) {
    if (!started || frame - highest >= FRAMES) {
      Arrays.fill(states, UNDECIDED);
    } else {
      for (long skipped = highest + 1; skipped < frame; skipped++) {
        states[place(skipped)] = UNDECIDED;
      }
    }
    started = true;
    highest = frame;
  }

  private static int place(long frame) {
    return (int) frame & (FRAMES - 1);
  }
}
