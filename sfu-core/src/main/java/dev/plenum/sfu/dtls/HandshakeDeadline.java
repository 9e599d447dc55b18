package dev.plenum.sfu.dtls;

import java.util.concurrent.TimeUnit;

/**
 * Until when a handshake may last. The time in which it waits for its own turn does not count: a
 * server that is slow, since many come at once, must not take it for the peer's silence. Owner: the
 * virtual thread of the handshake.
 */
final class HandshakeDeadline {
  private static final long HANDSHAKE_NANOS = TimeUnit.SECONDS.toNanos(15);

  private long endNanos;

  /** The handshake has its first turn. */
  void begin(long nowNanos) {
    endNanos = nowNanos + HANDSHAKE_NANOS;
  }

  /** It has waited for a turn for so long. */
  void extend(long waitedNanos) {
    endNanos += waitedNanos;
  }

  /** What is left; zero or less when it has taken too long. */
  long remainingNanos(long nowNanos) {
    return endNanos - nowNanos;
  }
}
