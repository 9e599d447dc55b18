package dev.plenum.bwe.probe;

/**
 * Owner: the thread of its estimator. Tells whether the application sends clearly less than it may:
 * what arrives then says little about the network.
 *
 * <p>A budget of half a second fills at 65% of the target and is spent by what is sent. Constants:
 * libwebrtc, alr_detector.cc.
 */
public final class ApplicationLimit {
  private static final double USAGE = 0.65;
  private static final double START_LEVEL = 0.8;
  private static final double STOP_LEVEL = 0.5;
  private static final double WINDOW_SECONDS = 0.5;

  private double rateBps;
  private double budgetBits;
  private long updatedNanos;
  private boolean limited;

  public ApplicationLimit(long targetBps, long nowNanos) {
    rateBps = USAGE * targetBps;
    updatedNanos = nowNanos;
  }

  public void target(long bps) {
    double scale = USAGE * bps / rateBps;
    rateBps = USAGE * bps;
    budgetBits *= scale;
  }

  public void onSent(int bytes, long nowNanos) {
    refill(nowNanos);
    spend(8.0 * bytes);
    decide();
  }

  public boolean limited(long nowNanos) {
    refill(nowNanos);
    decide();
    return limited;
  }

  private void refill(long nowNanos) {
    double seconds = Math.max(0, nowNanos - updatedNanos) / 1e9;
    updatedNanos = nowNanos;
    budgetBits = Math.min(fullBits(), budgetBits + seconds * rateBps);
  }

  private void spend(double bits) {
    budgetBits = Math.max(-fullBits(), budgetBits - bits);
  }

  private void decide() {
    double level = budgetBits / fullBits();
    if (level > START_LEVEL) {
      limited = true;
    } else if (level < STOP_LEVEL) {
      limited = false;
    }
  }

  private double fullBits() {
    return WINDOW_SECONDS * rateBps;
  }
}
