package dev.plenum.bwe.orchestration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a room's publishers should send and its subscribers would get of it.
 *
 * @param sources those whose publishers can be told, in the order of publishers
 * @param receptions of each subscriber, in their order
 * @param utility what all subscribers have of it together
 */
public record Plan(List<SourcePlan> sources, List<Reception> receptions, long utility) {

  public Plan {
    sources = List.copyOf(sources);
    receptions = List.copyOf(receptions);
  }

  /** What one source should send. */
  public record SourcePlan(String participant, int csrc, List<EncodingPlan> encodings) {
    public SourcePlan {
      encodings = List.copyOf(encodings);
    }
  }

  /**
   * What an encoding should be set to.
   *
   * @param active false where nobody would see it
   * @param maxBps 0 while it is not active
   */
  public record EncodingPlan(String rid, boolean active, long maxBps, double scale) {}

  /** What one subscriber gets, for each of its wishes. */
  public record Reception(String participant, List<Tile> tiles) {
    public Reception {
      tiles = List.copyOf(tiles);
    }
  }

  /**
   * What one tile gets.
   *
   * @param rid of the encoding, null if the tile gets none
   * @param bps of the encoding, 0 without one
   */
  public record Tile(int csrc, @Nullable String rid, long bps) {}
}
