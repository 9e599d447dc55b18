package dev.plenum.sfu.srtp;

/**
 * Replay windows of a peer's RTCP, one per sender SSRC. Owner: the transport's shard loop.
 *
 * <p>A window is made by the first authentic packet. Their number is bounded; a peer that keeps
 * changing its SSRC loses the window that was silent for longest.
 */
final class SrtcpReplayWindows {
  private static final int MAX_SOURCES = 32;

  /** The most recently heard source first. */
  private final int[] ssrcs = new int[MAX_SOURCES];

  private final ReplayWindow[] windows = new ReplayWindow[MAX_SOURCES];
  private int count;

  boolean isFresh(int ssrc, int index) {
    int at = find(ssrc);
    return at == count || windows[at].isFresh(index);
  }

  void commit(int ssrc, int index) {
    int at = find(ssrc);
    ReplayWindow window = at == count ? new ReplayWindow() : windows[at];
    if (at == count && count < MAX_SOURCES) {
      count++;
    }
    moveToFront(Math.min(at, MAX_SOURCES - 1), ssrc, window);
    window.commit(index);
  }

  private int find(int ssrc) {
    int at = 0;
    while (at < count && ssrcs[at] != ssrc) {
      at++;
    }
    return at;
  }

  private void moveToFront(int at, int ssrc, ReplayWindow window) {
    System.arraycopy(ssrcs, 0, ssrcs, 1, at);
    System.arraycopy(windows, 0, windows, 1, at);
    ssrcs[0] = ssrc;
    windows[0] = window;
  }
}
