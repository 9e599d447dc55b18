package dev.plenum.signaling.room;

import dev.plenum.sfu.control.SlotStatus;
import dev.plenum.sfu.control.SourceEncodings;
import dev.plenum.signaling.message.MessageWriter;
import dev.plenum.signaling.message.ServerMessage;
import dev.plenum.signaling.message.ServerMessage.Slot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one participant, in a bounded amount of memory however slowly they read.
 *
 * <p>Control messages are never dropped. The roster is not queued at all: what is missed is asked
 * of {@link Roster} when there is room to send it. Slots, encodings and speakers are kept by key,
 * the latest wins. Data is bounded; a {@code gap} tells what was dropped. Whoever is more than 1 MB
 * or 10 s behind gets the roster whole and a gap in place of everything that they missed.
 *
 * <p>Owner: the control loop.
 */
public final class Outbox {

  private static final int MOST_CHARS = 1024 * 1024;
  private static final int MOST_DATA_CHARS = 512 * 1024;
  private static final int MOST_DATA = 500;
  private static final long MOST_BEHIND_NANOS = 10_000_000_000L;

  /** So many unread replies, and no more requests are read. */
  private static final int MOST_REPLIES = 64;

  private static final long NO_REV = -1;

  private record Queued(String topic, int items, String text) {}

  private final ControlLoop loop;
  private final Roster roster;
  private final MessageWriter writer;
  private final Deque<String> control = new ArrayDeque<>();
  private final Deque<ServerMessage.Roster> pages = new ArrayDeque<>();
  private final Map<String, Slot> slots = new LinkedHashMap<>();
  private final Map<Integer, ServerMessage.Encodings> encodings = new LinkedHashMap<>();
  private final Deque<Queued> data = new ArrayDeque<>();
  private final Map<String, Integer> missed = new LinkedHashMap<>();
  private ServerMessage.@Nullable Speakers speakers;
  private @Nullable Participant owner;
  private @Nullable Connection connection;
  private long controlChars;
  private long dataChars;
  private long sentRev;
  private long pagedRev = NO_REV;
  private boolean behind;
  private long behindSinceNanos;

  Outbox(ControlLoop loop, Roster roster, MessageWriter writer) {
    this.loop = loop;
    this.roster = roster;
    this.writer = writer;
  }

  void belongTo(Participant participant) {
    owner = participant;
  }

  /**
   * Sends by this connection from now on, beginning with the message that welcomes.
   *
   * @param rev the roster revision that the welcome brings the client to
   * @param rest pages of that revision which the welcome has no room for
   */
  void attach(Connection to, ServerMessage welcome, long rev, List<ServerMessage.Roster> rest) {
    detach();
    connection = to;
    sentRev = rev;
    pages.addAll(rest);
    pagedRev = rest.isEmpty() ? NO_REV : rev;
    control(welcome);
  }

  /** The connection is lost. Data is kept for the next one; everything else will be said anew. */
  void detach() {
    connection = null;
    behind = false;
    control.clear();
    controlChars = 0;
    pages.clear();
    slots.clear();
    encodings.clear();
    speakers = null;
  }

  public boolean isConnected() {
    return connection != null;
  }

  /** Whether this is what the participant reads from. */
  @SuppressWarnings("ReferenceEquality") // the very connection
  public boolean isConnectedTo(Connection candidate) {
    return connection == candidate;
  }

  /**
   * Whether a client that knows this revision may lack some of its pages: then it must have it
   * whole.
   */
  boolean isUncertain(long rev) {
    return rev == pagedRev;
  }

  /** Sends what must not be lost. Nothing is sent while there is no connection. */
  public void control(ServerMessage message) {
    control(writer.write(message));
  }

  /** Sends what must not be lost, as text. */
  public void control(String text) {
    if (connection == null) {
      return;
    }
    control.add(text);
    controlChars += text.length();
    flush();
  }

  void slots(List<SlotStatus> changed) {
    if (connection != null) {
      changed.forEach(status -> slots.put(status.mid(), new Slot(status)));
      flush();
    }
  }

  void encodings(SourceEncodings latest) {
    if (connection != null) {
      encodings.put(latest.csrc(), new ServerMessage.Encodings(latest));
      flush();
    }
  }

  void speakers(ServerMessage.Speakers latest) {
    if (connection != null) {
      speakers = latest;
      flush();
    }
  }

  void data(String topic, int items, ServerMessage message) {
    Queued queued = new Queued(topic, items, writer.write(message));
    data.add(queued);
    dataChars += queued.text().length();
    while (dataChars > MOST_DATA_CHARS || data.size() > MOST_DATA) {
      dropOldestData();
    }
    flush();
  }

  /** Sends as much as the connection takes. */
  public void flush() {
    Connection to = connection;
    if (to == null) {
      return;
    }
    while (to.writable()) {
      String next = next();
      if (next == null) {
        break;
      }
      to.write(next);
    }
    if (isEmpty()) {
      behind = false;
    } else if (!behind) {
      behind = true;
      behindSinceNanos = loop.nanoTime();
    }
    to.reading(control.size() < MOST_REPLIES);
  }

  /** Gives up on bringing everything to somebody who is too far behind. */
  void shed(long nowNanos) {
    boolean tooFar = nowNanos - behindSinceNanos > MOST_BEHIND_NANOS || chars() > MOST_CHARS;
    if (behind && tooFar) {
      while (!data.isEmpty()) {
        dropOldestData();
      }
      pages.clear();
      sentRev = NO_REV;
      behindSinceNanos = nowNanos;
    }
  }

  /** How many characters wait in this outbox. */
  public long chars() {
    return controlChars + dataChars;
  }

  /** Ends the connection after what waits of control messages, and a last one. */
  void close(ServerMessage last) {
    Connection from = connection;
    if (from != null) {
      control.forEach(from::write);
      from.write(writer.write(last));
      from.close();
    }
    detach();
  }

  private @Nullable String next() {
    String reply = control.poll();
    if (reply != null) {
      controlChars -= reply.length();
      return reply;
    }
    ServerMessage state = nextState();
    if (state != null) {
      return writer.write(state);
    }
    Queued queued = data.poll();
    if (queued == null) {
      return null;
    }
    dataChars -= queued.text().length();
    return queued.text();
  }

  private @Nullable ServerMessage nextState() {
    if (pages.isEmpty() && sentRev != roster.rev()) {
      catchUp();
    }
    ServerMessage page = pages.poll();
    if (page != null) {
      return page;
    }
    if (!slots.isEmpty()) {
      ServerMessage set = new ServerMessage.Slots(List.copyOf(slots.values()));
      slots.clear();
      return set;
    }
    var steering = encodings.values().iterator();
    if (steering.hasNext()) {
      ServerMessage latest = steering.next();
      steering.remove();
      return latest;
    }
    if (speakers != null) {
      ServerMessage latest = speakers;
      speakers = null;
      return latest;
    }
    var gaps = missed.entrySet().iterator();
    if (gaps.hasNext()) {
      var gap = gaps.next();
      gaps.remove();
      return new ServerMessage.Gap(gap.getKey(), gap.getValue());
    }
    return null;
  }

  private void catchUp() {
    Participant viewer = owner;
    if (viewer == null) {
      return;
    }
    pages.addAll(
        roster.since(sentRev).map(Roster.Delta::pages).orElseGet(() -> roster.wholeAgain(viewer)));
    sentRev = roster.rev();
    if (pages.size() > 1) {
      pagedRev = sentRev;
    }
  }

  private boolean isEmpty() {
    return control.isEmpty()
        && pages.isEmpty()
        && sentRev == roster.rev()
        && slots.isEmpty()
        && encodings.isEmpty()
        && speakers == null
        && missed.isEmpty()
        && data.isEmpty();
  }

  private void dropOldestData() {
    Queued dropped = data.remove();
    dataChars -= dropped.text().length();
    missed.merge(dropped.topic(), dropped.items(), Integer::sum);
  }
}
