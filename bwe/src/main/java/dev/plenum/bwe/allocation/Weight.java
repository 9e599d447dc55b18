package dev.plenum.bwe.allocation;

/** How much more one tile counts than another of the same size. */
public final class Weight {
  private static final int HIGHEST_PRIORITY = 4;
  private static final int SPEAKER = 3;
  private static final int SCREEN = 3;

  private Weight() {}

  /**
   * A tile's weight, 1 for an ordinary one.
   *
   * @param priority as the receiver asked; each step doubles the weight, from 0 up to {@value
   *     #HIGHEST_PRIORITY}
   */
  public static int of(int priority, boolean speaker, boolean screen) {
    int asked = 1 << Math.clamp(priority, 0, HIGHEST_PRIORITY);
    return asked * (speaker ? SPEAKER : 1) * (screen ? SCREEN : 1);
  }
}
