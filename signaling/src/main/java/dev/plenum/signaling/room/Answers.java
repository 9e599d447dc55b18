package dev.plenum.signaling.room;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The replies of late of one client, so that a repeated request repeats its answer and is not run
 * twice. Bounded in number and size: the oldest are forgotten.
 *
 * <p>Owner: the control loop.
 */
public final class Answers {

  private static final int MOST = 64;
  private static final int MOST_CHARS = 256 * 1024;
  private static final String PENDING = "";

  private final Map<Long, String> replies = new LinkedHashMap<>();
  private int chars;

  /** What is known of a request. */
  public enum Seen {
    NEW,
    /** It is being worked on; its answer will come. */
    PENDING,
    ANSWERED
  }

  /** Notes a request, unless it is known. */
  public Seen note(long id) {
    String reply = replies.putIfAbsent(id, PENDING);
    if (reply == null) {
      forgetOldest();
      return Seen.NEW;
    }
    return reply.equals(PENDING) ? Seen.PENDING : Seen.ANSWERED;
  }

  /** Keeps a request's reply. */
  public void keep(long id, String reply) {
    if (replies.replace(id, reply) != null) {
      chars += reply.length();
      forgetOldest();
    }
  }

  public Optional<String> reply(long id) {
    return Optional.ofNullable(replies.get(id)).filter(reply -> !reply.equals(PENDING));
  }

  /** Forgets everything: the client has begun anew and counts from the start. */
  public void clear() {
    replies.clear();
    chars = 0;
  }

  private void forgetOldest() {
    var oldest = replies.values().iterator();
    while (replies.size() > MOST || (chars > MOST_CHARS && replies.size() > 1)) {
      chars -= oldest.next().length();
      oldest.remove();
    }
  }
}
