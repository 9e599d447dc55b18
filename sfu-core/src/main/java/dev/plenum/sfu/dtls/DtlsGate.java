package dev.plenum.sfu.dtls;

import java.util.concurrent.Semaphore;

/**
 * Bounds how many handshakes compute at once, so that three hundred joins leave the loops and the
 * control plane their share; the rest wait in order. A handshake that awaits its peer holds no
 * place. For any thread.
 */
public final class DtlsGate {
  private final Semaphore places;

  /**
   * @param places handshakes that may compute at once, fewer than there are cores
   */
  public DtlsGate(int places) {
    this.places = new Semaphore(places, true);
  }

  /** About how many handshakes wait for their turn. */
  public int waiting() {
    return places.getQueueLength();
  }

  void enter() {
    places.acquireUninterruptibly();
  }

  void leave() {
    places.release();
  }
}
