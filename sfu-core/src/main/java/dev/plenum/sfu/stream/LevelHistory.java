package dev.plenum.sfu.stream;

/**
 * Which level of layers passed from which frame on, so that a late frame is judged by the level of
 * its time. Belongs to a {@link LayerFilter}; remembers the latest {@value #CHANGES} changes.
 */
final class LevelHistory {
  /** Before the first frame nothing passes. */
  static final int NOTHING = -1;

  private static final int CHANGES = 8;

  private final long[] since = new long[CHANGES];
  private final int[] levels = new int[CHANGES];
  private int count;

  /** From this frame on, which is newer than all before, another level passes. */
  void change(long frame, int level) {
    since[count % CHANGES] = frame;
    levels[count % CHANGES] = level;
    count++;
  }

  int present() {
    return count == 0 ? NOTHING : levels[(count - 1) % CHANGES];
  }

  int at(long frame) {
    for (int i = count - 1; i >= Math.max(0, count - CHANGES); i--) {
      if (frame >= since[i % CHANGES]) {
        return levels[i % CHANGES];
      }
    }
    return NOTHING;
  }
}
