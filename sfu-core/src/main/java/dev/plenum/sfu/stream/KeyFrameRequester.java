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

  /**
   * A publisher takes no notice of a request so soon after another, whichever layer of the source
   * either is for: 300 ms (libwebrtc, encoder_rtcp_feedback.cc), and some more for jitter.
   */
  static final long SPACING_NANOS = 350_000_000;

  static final int MOST_TRIES = 10;

  private Alarm alarm = Alarm.UNHEARD;
  private boolean wanted;
  private boolean everSent;
  private long sentNanos;
  private long dueNanos;
  private int tries;
  private boolean othersSent;
  private long othersNanos;

  /** Who is told when a request that nobody expected falls due. */
  public void alarm(Alarm alarm) {
    this.alarm = alarm;
  }

  /** Somebody needs a key frame. Costs nothing while one is already wanted. */
  public void request(long nowNanos) {
    if (!wanted) {
      wanted = true;
      tries = 0;
      dueNanos = nowNanos;
      if (everSent) {
        postpone(sentNanos + INTERVAL_NANOS);
      }
      if (othersSent) {
        postpone(othersNanos + SPACING_NANOS);
      }
      alarm.due(dueNanos);
    }
  }

  /** A request went out for another layer of the same source. */
  void othersSent(long nowNanos) {
    othersSent = true;
    othersNanos = nowNanos;
    postpone(nowNanos + SPACING_NANOS);
  }

  private void postpone(long untilNanos) {
    if (untilNanos - dueNanos > 0) {
      dueNanos = untilNanos;
    }
  }

  public void keyFrameArrived() {
    wanted = false;
  }

  /** Nobody needs one any more. */
  void forget() {
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
