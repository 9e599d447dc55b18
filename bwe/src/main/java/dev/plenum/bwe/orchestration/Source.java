package dev.plenum.bwe.orchestration;

import java.util.List;

/**
 * A published camera or screen.
 *
 * @param csrc its number in the room
 * @param encodings from the smallest picture to the largest, with rates that rise from one to the
 *     next
 * @param steerable whether its publisher can be told what to send; if not, all its encodings are
 *     taken as they are
 */
public record Source(int csrc, List<Encoding> encodings, boolean steerable) {

  public Source {
    encodings = List.copyOf(encodings);
  }
}
