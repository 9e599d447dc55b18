package dev.plenum.bwe.allocation;

import java.util.List;

/**
 * What a receiver gets.
 *
 * @param choices for each tile, in the order in which they were asked
 * @param usedBps of all chosen layers and audio
 * @param demandBps what would be used if the network carried it: how far the estimator has reason
 *     to probe
 */
public record Allocation(List<Choice> choices, long usedBps, long demandBps) {

  public Allocation {
    choices = List.copyOf(choices);
  }
}
