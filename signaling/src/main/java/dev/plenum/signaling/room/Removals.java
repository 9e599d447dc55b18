package dev.plenum.signaling.room;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who was sent away, and when: the tokens that they had been given by then are refused.
 *
 * <p>Owner: the control loop.
 */
final class Removals {

  private static final int MOST = 10_000;

  private final Map<String, Instant> byIdentity = new LinkedHashMap<>();

  void add(String identity, Instant now) {
    byIdentity.remove(identity);
    byIdentity.put(identity, now);
    if (byIdentity.size() > MOST) {
      byIdentity.remove(byIdentity.keySet().iterator().next());
    }
  }

  boolean refuses(Grant grant) {
    Instant removed = byIdentity.get(grant.identity());
    return removed != null && !grant.issuedAt().isAfter(removed);
  }
}
