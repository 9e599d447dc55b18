package dev.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.sfu.stream.Deadline;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DueTimesTest {
  private static final long SECOND = 1_000_000_000;

  private long nowNanos = Long.MAX_VALUE - SECOND / 7; // it wraps
  private final DueTimes<String> dueTimes = new DueTimes<>(nowNanos);

  private List<String> take() {
    List<String> due = new ArrayList<>();
    dueTimes.take(due, nowNanos);
    return due;
  }

  @Test
  void shouldTakeNewcomersAtOnceAndOnce() {
    dueTimes.add("a");
    dueTimes.add("b");

    assertThat(take()).containsExactly("a", "b");
    assertThat(take()).isEmpty();
  }

  @Test
  void shouldTakeWhoIsDue() {
    int a = dueTimes.add("a");
    int b = dueTimes.add("b");
    take();
    dueTimes.bringForward(a, nowNanos + SECOND / 10);
    dueTimes.bringForward(b, nowNanos + SECOND / 5);

    nowNanos += SECOND / 10;
    assertThat(take()).containsExactly("a");
    nowNanos += SECOND / 10;
    assertThat(take()).containsExactly("b");
  }

  @Test
  void shouldKeepTheEarlierTime() {
    int a = dueTimes.add("a");
    take();
    dueTimes.bringForward(a, nowNanos + SECOND / 10);
    dueTimes.bringForward(a, nowNanos + SECOND / 5);
    dueTimes.bringForward(a, Deadline.NONE);

    nowNanos += SECOND / 10;
    assertThat(take()).containsExactly("a");
  }

  @Test
  void shouldTakeAtOnce() {
    int a = dueTimes.add("a");
    take();
    dueTimes.bringForward(a, nowNanos + SECOND / 10);
    dueTimes.atOnce(a);

    assertThat(take()).containsExactly("a");
  }

  /** A bug in one member's turn must not leave out those behind it for ever. */
  @Test
  void shouldTakeWhoWasNotPlannedAgain() {
    dueTimes.add("a");
    take();

    nowNanos += SECOND;
    assertThat(take()).containsExactly("a");
  }

  @Test
  void shouldNotTakeWhoHasLeft() {
    int a = dueTimes.add("a");
    dueTimes.remove(a);
    assertThat(take()).isEmpty();

    for (int i = 0; i < 20; i++) {
      dueTimes.add("later " + i);
    }
    assertThat(take()).hasSize(20).doesNotContain("a");
  }
}
