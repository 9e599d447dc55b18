package dev.plenum.sfu.stream;

/**
 * Asks a publisher for a key frame of one layer: once a second at most, however many receivers ask,
 * and again while none comes. Belongs to its {@link ReceiveStream}.
 *
 * <p>{@code request} → due at once, or a second after the request before → {@code sent} → due again
 * after a second, until {@code keyFrameArrived}. After {@value #MOST_TRIES} requests in vain it
 * rests until somebody asks anew.
 */
public final class KeyFrameRequester {
  /** A key frame costs the publisher's whole second, and a round trip is shorter. */
  static final long INTERVAL_NANOS = 1_000_000_000;

  static final int MOST_TRIES = 10;

  private boolean wanted;
  private boolean everSent;
  private long sentNanos;
  private long dueNanos;
  private int tries;

  /** Somebody needs a key frame. Costs nothing while one is already wanted. */
  public void request(long nowNanos) {
    if (!wanted) {
      wanted = true;
      tries = 0;
      dueNanos =
          everSent && sentNanos + INTERVAL_NANOS - nowNanos > 0
              ? sentNanos + INTERVAL_NANOS
              : nowNanos;
    }
  }

  public void keyFrameArrived() {
    wanted = false;
  }

  public boolean isWanted() {
    return wanted;
  }

  public boolean isDue(long nowNanos) {
    return wanted && dueNanos - nowNanos <= 0;
  }

  /** A request went out to the publisher. */
  public void sent(long nowNanos) {
    everSent = true;
    sentNanos = nowNanos;
    dueNanos = nowNanos + INTERVAL_NANOS;
    tries++;
    if (tries >= MOST_TRIES) {
      wanted = false;
    }
  }

  /** When a request is due, {@link Deadline#NONE} while none is wanted. */
  public long nextDeadlineNanos() {
    return wanted ? dueNanos : Deadline.NONE;
  }
}
