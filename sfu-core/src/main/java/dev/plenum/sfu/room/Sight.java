package dev.plenum.sfu.room;

import dev.plenum.bwe.allocation.Tile;
import dev.plenum.bwe.allocation.Weight;
import dev.plenum.sfu.control.Layout;
import dev.plenum.sfu.control.SlotStatus.Pause;
import org.jspecify.annotations.Nullable;

/**
 * A picture that a member asked for, and what is there of it.
 *
 * @param slot that shows it, null where none is left
 */
record Sight(Layout.Tile asked, PublishedSource published, @Nullable Slot slot) {

  /** Whether it takes part: what cannot be shown on any network takes nothing of this one. */
  boolean isCarried(long nowNanos) {
    if (slot == null) {
      return false;
    }
    Pause pause = slot.pause(nowNanos);
    return pause != Pause.MUTED && pause != Pause.UNSUPPORTED;
  }

  /**
   * What the allocator is to know of it.
   *
   * @param speaking whether its participant is being heard
   */
  Tile tile(boolean speaking) {
    return new Tile(
        asked.csrc(),
        heightPixels(),
        asked.priority(),
        speaking,
        published.isScreen(),
        published.layers().list());
  }

  /** How much more it counts than an ordinary one. */
  int weight(boolean speaking) {
    return Weight.of(asked.priority(), speaking, published.isScreen());
  }

  int heightPixels() {
    return Math.max(1, asked.height());
  }
}
