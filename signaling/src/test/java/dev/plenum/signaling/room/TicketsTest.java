package dev.plenum.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.signaling.room.Tickets.Redeemed;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TicketsTest {

  private static final long DAY_NANOS = Duration.ofDays(1).toNanos();

  private final Tickets tickets = new Tickets(new Random(5), DAY_NANOS);

  @Test
  void shouldLeadToASeatOnce() {
    String ticket = tickets.issue("p1", 0);

    assertThat(tickets.redeem(ticket, 1)).isEqualTo(new Redeemed.Seat("p1"));
    assertThat(tickets.redeem(ticket, 2)).isEqualTo(new Redeemed.Used());
  }

  @Test
  void shouldReplaceTheTicketBefore() {
    String first = tickets.issue("p1", 0);
    String second = tickets.issue("p1", 0);

    assertThat(tickets.redeem(first, 1)).isEqualTo(new Redeemed.Unknown());
    assertThat(tickets.redeem(second, 1)).isEqualTo(new Redeemed.Seat("p1"));
  }

  @Test
  void shouldExpireAlsoWhereTheClockWraps() {
    for (long start : new long[] {0, Long.MAX_VALUE - 5, Long.MIN_VALUE}) {
      String ticket = tickets.issue("p1", start);
      assertThat(tickets.redeem(ticket, start + DAY_NANOS - 1)).isInstanceOf(Redeemed.Seat.class);
      String late = tickets.issue("p1", start);
      assertThat(tickets.redeem(late, start + DAY_NANOS)).isEqualTo(new Redeemed.Unknown());
    }
  }

  @Test
  void shouldComeBackOnlyWhileThereIsNoFresherOne() {
    String first = tickets.issue("p1", 0);
    tickets.redeem(first, 1);
    tickets.giveBack("p1", first, 2);
    assertThat(tickets.redeem(first, 3)).isEqualTo(new Redeemed.Seat("p1"));

    tickets.issue("p1", 4);
    tickets.giveBack("p1", first, 5);
    assertThat(tickets.redeem(first, 6)).isEqualTo(new Redeemed.Used());
  }

  @Test
  void shouldForget() {
    String ticket = tickets.issue("p1", 0);
    tickets.forget("p1");

    assertThat(tickets.redeem(ticket, 1)).isEqualTo(new Redeemed.Unknown());
  }

  @Test
  void shouldNotRepeatThemselves() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      assertThat(seen.add(tickets.issue("p" + i, 0))).isTrue();
    }
  }
}
