package dev.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.bwe.orchestration.Plan.EncodingPlan;
import dev.plenum.sfu.control.SourceEncodings;
import dev.plenum.sfu.control.SourceEncodings.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteeringTest {

  private static final long REVIEW_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final Encoding Q = new Encoding("q", true, 300_000, 0);
  private static final Encoding H = new Encoding("h", true, 800_000, 0);
  private static final Encoding F = new Encoding("f", true, 1_500_000, 0);

  private final boolean[] live = {true, true, true};
  private final boolean[] watched = {false, false, false};
  private final List<SourceEncodings> told = new ArrayList<>();
  private long nowNanos = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(2);
  private int lost;
  private Steering steering = new Steering("1", 7, List.of("q", "h", "f"), nowNanos);

  private static EncodingPlan plan(Encoding encoding) {
    return new EncodingPlan(encoding.rid(), encoding.active(), encoding.maxBps(), 1);
  }

  private static EncodingPlan off(String rid) {
    return new EncodingPlan(rid, false, 0, 1);
  }

  private static Encoding told(String rid) {
    return new Encoding(rid, false, 0, 0);
  }

  private void review(long millis) {
    long untilNanos = nowNanos + TimeUnit.MILLISECONDS.toNanos(millis);
    while (untilNanos - nowNanos > 0) {
      nowNanos += REVIEW_NANOS;
      SourceEncodings now = steering.review(i -> live[i], i -> watched[i], nowNanos);
      if (now != null) {
        told.add(now);
        follow(now);
      }
    }
  }

  private void follow(SourceEncodings now) {
    for (int i = 0; i < live.length && told.size() > lost; i++) {
      live[i] = now.encodings().get(i).active();
    }
  }

  @Test
  void shouldSayNothingToAPublisherThatSendsWhatIsWanted() {
    steering.plan(
        List.of(
            new EncodingPlan("q", true, 0, 1),
            new EncodingPlan("h", true, 0, 1),
            new EncodingPlan("f", true, 0, 1)));
    review(60_000);

    assertThat(told).isEmpty();
  }

  @Test
  void shouldTurnOffWhatNobodyWatchesWithinThreeSeconds() {
    steering.plan(List.of(plan(Q), off("h"), off("f")));
    review(200);
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().encodings())
        .containsExactly(Q, new Encoding("h", true, 0, 0), new Encoding("f", true, 0, 0));

    review(2_000);
    assertThat(told).hasSize(2);
    assertThat(told.getLast())
        .isEqualTo(new SourceEncodings("1", 7, List.of(Q, told("h"), told("f"))));
    review(60_000);
    assertThat(told).hasSize(2);
  }

  @Test
  void shouldTurnOnAtOnce() {
    steering.plan(List.of());
    review(3_000);
    assertThat(live).containsOnly(false);

    steering.plan(List.of(off("q"), plan(H), off("f")));
    review(200);

    assertThat(told.getLast().encodings()).containsExactly(told("q"), H, told("f"));
  }

  @Test
  void shouldNotTurnOffAndOnForWhoLooksAwayForAMoment() {
    steering.plan(List.of(plan(Q), plan(H), plan(F)));
    review(200);
    for (int i = 0; i < 20; i++) {
      steering.plan(List.of(plan(Q), plan(H), off("f")));
      review(1_000);
      steering.plan(List.of(plan(Q), plan(H), plan(F)));
      review(1_000);
    }

    assertThat(told).hasSize(1);
  }

  @Test
  void shouldTellWhatCeasesFromWhatHasNotBegun() {
    steering.plan(List.of(plan(Q), plan(H), plan(F)));
    live[2] = false;
    review(200);
    assertThat(steering.hasFallenShort()).isFalse();

    live[2] = true;
    review(200);
    assertThat(steering.hasFallenShort()).isFalse();
    live[2] = false;
    review(200);
    assertThat(steering.hasFallenShort()).isTrue();
    live[0] = false;
    live[1] = false;
    review(200);
    assertThat(steering.hasFallenShort()).as("the camera was switched off").isFalse();
  }

  @Test
  void shouldNotTurnOffWhatSomebodySees() {
    watched[2] = true;
    steering.plan(List.of(plan(Q), plan(H), off("f")));
    review(30_000);
    assertThat(steering.isUnwanted(2)).isTrue();
    assertThat(live[2]).isTrue();

    watched[2] = false;
    review(200);
    assertThat(live[2]).isFalse();
  }

  @Test
  void shouldKnowEncodingsByTheirNames() {
    steering = new Steering("1", 7, List.of("f", "h", "q"), nowNanos);
    steering.plan(List.of(plan(Q), plan(H), off("f")));
    review(3_000);

    assertThat(told.getLast().encodings()).containsExactly(told("f"), H, Q);
  }

  @Test
  void shouldRepeatWhatIsNotFollowedMoreAndMoreSeldom() {
    lost = Integer.MAX_VALUE;
    steering.plan(List.of(plan(Q), plan(H), off("f")));
    review(2_600);
    assertThat(told).hasSize(2);

    review(60_000);
    assertThat(told).hasSizeBetween(6, 8);
    assertThat(told).last().isEqualTo(told.get(1));
  }

  /** Its layers are there to be seen all the same. */
  @Test
  void shouldTakeAPublisherThatDoesNotFollowAsItIs() {
    lost = Integer.MAX_VALUE;
    steering.plan(List.of(plan(Q), plan(H), off("f")));
    review(3_000);
    assertThat(steering.isUnwanted(2)).isTrue();
    review(5_000);
    assertThat(steering.isUnwanted(2)).isFalse();

    watched[2] = true;
    review(200);
    assertThat(told.getLast().encodings().getLast().active()).isTrue();
    review(30_000);
    assertThat(steering.isUnwanted(2)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void shouldReachThePublisherHoweverManyMessagesAreLost(int messages) {
    lost = messages;
    steering.plan(List.of());
    review(60_000);

    assertThat(live).containsOnly(false);
    assertThat(told).hasSize(1 + messages);
  }
}
