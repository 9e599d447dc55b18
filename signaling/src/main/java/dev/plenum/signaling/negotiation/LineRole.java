package dev.plenum.signaling.negotiation;

import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.signaling.sdp.Direction;
import org.jspecify.annotations.Nullable;

/**
 * What an m-line is for. One that does both is a source and a slot.
 *
 * @param publishes what the participant sends on it, null for nothing
 * @param encrypted whether that is encrypted end to end
 * @param slot what the server may send on it, null for nothing
 */
record LineRole(@Nullable SourceKind publishes, boolean encrypted, SlotSpec.@Nullable Kind slot) {

  /** The answer's direction. */
  Direction direction() {
    return Direction.of(slot != null, publishes != null);
  }
}
