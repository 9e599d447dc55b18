package dev.plenum.bwe.orchestration;

import java.util.List;

/**
 * A participant as sender.
 *
 * @param uplinkBps what its network carries
 * @param audioBps what audio takes of that, before any picture
 * @param sources the more important first
 */
public record Publisher(String participant, long uplinkBps, long audioBps, List<Source> sources) {

  public Publisher {
    sources = List.copyOf(sources);
  }
}
