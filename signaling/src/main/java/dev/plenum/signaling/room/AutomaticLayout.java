package dev.plenum.signaling.room;

import dev.plenum.sfu.control.Layout;
import dev.plenum.sfu.control.Layout.Tile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer sees who does not ask for anything: screens, then speakers, then whoever came
 * first; stable while they stay. Where there are more sources than slots, whoever speaks takes the
 * place of the one who has been silent longest, at most once in two seconds.
 *
 * <p>Owner: the control loop.
 */
final class AutomaticLayout {

  private static final long MOVE_NANOS = 2_000_000_000;

  private final List<@Nullable Candidate> places = new ArrayList<>();
  private long movedNanos;

  AutomaticLayout(long nowNanos) {
    movedNanos = nowNanos - MOVE_NANOS;
  }

  /**
   * A source that could be shown.
   *
   * @param spoke grows with every time that somebody begins to speak: the highest spoke last, 0
   *     never did
   */
  record Candidate(int csrc, boolean screen, long spoke) {

    /** The less important first. */
    private static final Comparator<Candidate> IMPORTANCE =
        Comparator.comparing(Candidate::screen).thenComparingLong(Candidate::spoke);

    private Tile tile() {
      return screen ? new Tile(csrc, 1920, 1080, 2) : new Tile(csrc, 1280, 720, 1);
    }
  }

  /**
   * @param candidates in the order of arrival
   * @param slots how many can be shown
   */
  Layout layout(List<Candidate> candidates, int slots, long nowNanos) {
    Map<Integer, Candidate> waiting = new HashMap<>();
    candidates.forEach(candidate -> waiting.put(candidate.csrc(), candidate));
    while (places.size() < slots) {
      places.add(null);
    }
    places.replaceAll(shown -> shown == null ? null : waiting.remove(shown.csrc()));
    List<Candidate> next =
        new ArrayList<>(
            candidates.stream()
                .filter(candidate -> waiting.containsKey(candidate.csrc()))
                .toList());
    next.sort(Candidate.IMPORTANCE.reversed());
    var upcoming = next.iterator();
    places.replaceAll(shown -> shown == null && upcoming.hasNext() ? upcoming.next() : shown);
    if (upcoming.hasNext() && nowNanos - movedNanos >= MOVE_NANOS) {
      giveWay(upcoming.next(), nowNanos);
    }
    return new Layout(
        places.stream().flatMap(Stream::ofNullable).map(Candidate::tile).toList(), Layout.LOUDEST);
  }

  private void giveWay(Candidate waiting, long nowNanos) {
    List<Candidate> shown = places.stream().flatMap(Stream::ofNullable).toList();
    if (shown.isEmpty()) {
      return;
    }
    Candidate least = Collections.min(shown, Candidate.IMPORTANCE);
    if (Candidate.IMPORTANCE.compare(waiting, least) > 0) {
      places.set(places.indexOf(least), waiting);
      movedNanos = nowNanos;
    }
  }
}
