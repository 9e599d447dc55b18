package dev.plenum.signaling.room;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What lets a participant come back to their seat: single use, one at a time, for a limited time.
 *
 * <p>Owner: the control loop.
 */
final class Tickets {

  private static final int TICKET_BYTES = 18;

  private record Ticket(String pid, long expiresNanos) {}

  private final Map<String, Ticket> valid = new HashMap<>();
  private final Map<String, String> byPid = new HashMap<>();
  private final Map<String, String> usedByPid = new HashMap<>();
  private final RandomGenerator random;
  private final long lifeNanos;

  /**
   * @param random must not be predictable
   */
  Tickets(RandomGenerator random, long lifeNanos) {
    this.random = random;
    this.lifeNanos = lifeNanos;
  }

  /** What a ticket turned out to be. */
  sealed interface Redeemed {
    record Seat(String pid) implements Redeemed {}

    /** It was good once: somebody else came with it, or the same client twice. */
    record Used() implements Redeemed {}

    record Unknown() implements Redeemed {}
  }

  /** A fresh ticket; the one before is no longer good. */
  String issue(String pid, long nowNanos) {
    byte[] bytes = new byte[TICKET_BYTES];
    random.nextBytes(bytes);
    String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    String before = byPid.put(pid, ticket);
    if (before != null) {
      valid.remove(before);
    }
    valid.put(ticket, new Ticket(pid, nowNanos + lifeNanos));
    return ticket;
  }

  /** Takes a ticket. */
  Redeemed redeem(String ticket, long nowNanos) {
    Ticket found = valid.remove(ticket);
    if (found == null) {
      return usedByPid.containsValue(ticket) ? new Redeemed.Used() : new Redeemed.Unknown();
    }
    byPid.remove(found.pid());
    usedByPid.put(found.pid(), ticket);
    return found.expiresNanos() - nowNanos > 0
        ? new Redeemed.Seat(found.pid())
        : new Redeemed.Unknown();
  }

  /** A ticket that was taken is good again, unless there is a fresher one. */
  void giveBack(String pid, String ticket, long nowNanos) {
    if (ticket.equals(usedByPid.get(pid)) && !byPid.containsKey(pid)) {
      usedByPid.remove(pid);
      byPid.put(pid, ticket);
      valid.put(ticket, new Ticket(pid, nowNanos + lifeNanos));
    }
  }

  /** Nobody comes back to this seat. */
  void forget(String pid) {
    String ticket = byPid.remove(pid);
    if (ticket != null) {
      valid.remove(ticket);
    }
    usedByPid.remove(pid);
  }
}
