package dev.plenum.signaling.room;

import dev.plenum.signaling.message.Departed;
import dev.plenum.signaling.message.Person;
import dev.plenum.signaling.message.ServerMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room, and what has changed since a revision.
 *
 * <p>Changes are gathered and published together; each publication is a revision, and what clients
 * are told is how everybody was at one. For everybody the revision of the latest change is kept,
 * and for the last thousand who left the revision of that. So whoever knows a recent revision can
 * be told what they miss, however much that is, each person once. What is told to many is the same
 * object for each of them.
 *
 * <p>Owner: the control loop.
 */
public final class Roster {

  /**
   * Up to so many people, changes are published at once, and everybody is told in one message.
   * Above, newcomers are told of themselves, and of the others by the pages that all share.
   */
  static final int AT_ONCE = 20;

  /** Above, at most five times a second. */
  private static final long PACE_NANOS = 200_000_000;

  /** And more seldom in a large room, since each time everybody is told. */
  private static final long FOR_EACH_NANOS = 2_000_000;

  /** The most people in one message. */
  static final int PAGE = 100;

  private static final int MOST_DEPARTURES = 1000;

  /**
   * Somebody as of the latest revision.
   *
   * @param firstRev since when they are known
   * @param rev when they last changed
   */
  private record Told(Person person, long firstRev, long rev) {}

  private record Departure(long firstRev, long rev, Departed who) {}

  private final Map<String, Participant> people = new LinkedHashMap<>();

  /** Of everybody who is seen, in the order of arrival. */
  private final Map<String, Told> told = new LinkedHashMap<>();

  private final Deque<Departure> departures = new ArrayDeque<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private final List<Departure> departing = new ArrayList<>();
  private List<ServerMessage.Roster> wholePages = List.of();
  private long wholePagesRev = -1;
  private long rev;
  private long oldestKnownRev;
  private long publishedNanos;
  private @Nullable Delta latest;

  Roster(long nowNanos) {
    publishedNanos = nowNanos - PACE_NANOS;
  }

  /**
   * What is missed since a revision.
   *
   * @param put people who are new or have changed, whole
   * @param pages the same as messages
   */
  record Delta(
      long sinceRev,
      long rev,
      List<Person> put,
      List<Departed> del,
      List<ServerMessage.Roster> pages) {}

  /**
   * Everybody whom a participant sees, in the order of arrival but for themselves, who come first.
   *
   * @param first whom the message tells of that begins
   * @param rest messages that go on, the same for everybody
   */
  record Whole(int count, List<Person> first, List<ServerMessage.Roster> rest) {

    boolean hasMore() {
      return !rest.isEmpty();
    }
  }

  public long rev() {
    return rev;
  }

  /** Everybody, hidden participants too, in the order of arrival. */
  public Collection<Participant> participants() {
    return Collections.unmodifiableCollection(people.values());
  }

  public Optional<Participant> find(String pid) {
    return Optional.ofNullable(people.get(pid));
  }

  /** How many people there are, hidden ones too. */
  int size() {
    return people.size();
  }

  /** How many people are seen by the others. */
  public int count() {
    return (int) people.values().stream().filter(Roster::isSeen).count();
  }

  void add(Participant participant) {
    people.put(participant.pid(), participant);
    changed(participant);
  }

  /** Of somebody who is not seen, nobody hears anything. */
  void changed(Participant participant) {
    String pid = participant.pid();
    if (people.containsKey(pid) && (isSeen(participant) || told.containsKey(pid))) {
      changed.add(pid);
    }
  }

  void remove(Participant participant, Departed.Reason reason) {
    String pid = participant.pid();
    if (people.remove(pid) != null) {
      changed.remove(pid);
      depart(pid, reason);
    }
  }

  /** Makes the gathered changes a revision, when there are any and their time has come. */
  boolean publish(long nowNanos) {
    if (changed.isEmpty() && departing.isEmpty()) {
      return false;
    }
    if (people.size() > AT_ONCE && nowNanos - publishedNanos < paceNanos()) {
      return false;
    }
    boolean isNew = !departing.isEmpty();
    for (String pid : changed) {
      isNew |= tell(pid);
    }
    changed.clear();
    if (!isNew) {
      return false;
    }
    publishedNanos = nowNanos;
    rev++;
    departures.addAll(departing);
    departing.clear();
    while (departures.size() > MOST_DEPARTURES) {
      oldestKnownRev = departures.remove().rev();
    }
    return true;
  }

  private long paceNanos() {
    return Math.max(PACE_NANOS, people.size() * FOR_EACH_NANOS);
  }

  /** Whether the next revision differs by what has become of somebody. */
  private boolean tell(String pid) {
    Participant participant = Objects.requireNonNull(people.get(pid));
    if (!isSeen(participant)) {
      return depart(pid, Departed.Reason.LEFT);
    }
    Told before = told.get(pid);
    Person now = participant.person();
    if (before != null && before.person().equals(now)) {
      return false;
    }
    told.put(pid, new Told(now, before == null ? rev + 1 : before.firstRev(), rev + 1));
    return true;
  }

  private boolean depart(String pid, Departed.Reason reason) {
    Told before = told.remove(pid);
    if (before == null) {
      return false;
    }
    departing.add(new Departure(before.firstRev(), rev + 1, new Departed(pid, reason)));
    return true;
  }

  /** What is missed since a revision; empty where that is too long ago, or was never. */
  Optional<Delta> since(long sinceRev) {
    if (sinceRev <= 0 || sinceRev < oldestKnownRev || sinceRev > rev) {
      return Optional.empty();
    }
    if (latest != null && latest.sinceRev() == sinceRev && latest.rev() == rev) {
      return Optional.of(latest);
    }
    List<Person> put =
        told.values().stream().filter(one -> one.rev() > sinceRev).map(Told::person).toList();
    List<Departed> del = new ArrayList<>();
    for (Departure departure : departures) {
      if (departure.rev() > sinceRev && departure.firstRev() <= sinceRev) {
        del.add(departure.who());
      }
    }
    latest = new Delta(sinceRev, rev, put, del, pages(put, del, false));
    return Optional.of(latest);
  }

  /** Everybody whom a participant sees, themselves as they are now. */
  Whole whole(Participant viewer) {
    String own = viewer.pid();
    int count = told.containsKey(own) ? told.size() : told.size() + 1;
    List<Person> first = new ArrayList<>();
    first.add(viewer.person());
    if (count > AT_ONCE) {
      return new Whole(count, first, wholePages());
    }
    told.forEach(
        (pid, other) -> {
          if (!pid.equals(own)) {
            first.add(other.person());
          }
        });
    return new Whole(count, first, List.of());
  }

  private List<ServerMessage.Roster> wholePages() {
    if (wholePagesRev != rev) {
      wholePages = pages(told.values().stream().map(Told::person).toList(), List.of(), true);
      wholePagesRev = rev;
    }
    return wholePages;
  }

  /** The same as messages that begin anew. */
  List<ServerMessage.Roster> wholeAgain(Participant viewer) {
    Whole whole = whole(viewer);
    List<ServerMessage.Roster> messages = new ArrayList<>();
    messages.add(
        new ServerMessage.Roster(
            rev, true, whole.count(), whole.first(), List.of(), whole.hasMore()));
    messages.addAll(whole.rest());
    return messages;
  }

  /**
   * Messages of at most a page of people each.
   *
   * @param rest whether these go on with what another message began
   */
  private List<ServerMessage.Roster> pages(List<Person> put, List<Departed> del, boolean rest) {
    List<ServerMessage.Roster> pages = new ArrayList<>();
    int from = 0;
    do {
      int to = Math.min(from + PAGE, put.size());
      boolean more = to < put.size();
      pages.add(
          new ServerMessage.Roster(
              rev,
              null,
              null,
              List.copyOf(put.subList(from, to)),
              from == 0 ? del : List.of(),
              (rest || put.size() > PAGE) ? more : null));
      from = to;
    } while (from < put.size());
    return pages;
  }

  private static boolean isSeen(Participant participant) {
    return !participant.permissions().hidden();
  }
}
