package dev.plenum.signaling.room;

import dev.plenum.signaling.message.ServerMessage;
import java.util.List;

/**
 * Who is heard, told to everybody at most five times a second.
 *
 * <p>Owner: the control loop.
 */
final class Speakers {

  private static final long PACE_NANOS = 200_000_000;

  private final Roster roster;
  private List<Integer> csrcs = List.of();
  private boolean told = true;
  private long toldNanos;

  Speakers(Roster roster, long nowNanos) {
    this.roster = roster;
    toldNanos = nowNanos - PACE_NANOS;
  }

  /** Loudest first. */
  List<Integer> csrcs() {
    return csrcs;
  }

  void heard(List<Integer> now, long nowNanos) {
    if (!now.equals(csrcs)) {
      csrcs = now;
      told = false;
      tick(nowNanos);
    }
  }

  void tick(long nowNanos) {
    if (!told && nowNanos - toldNanos >= PACE_NANOS) {
      told = true;
      toldNanos = nowNanos;
      ServerMessage.Speakers message = new ServerMessage.Speakers(csrcs);
      roster.participants().forEach(participant -> participant.outbox().speakers(message));
    }
  }
}
