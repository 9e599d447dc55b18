package dev.plenum.signaling.room;

import dev.plenum.signaling.message.Departed;
import dev.plenum.signaling.message.Person;
import dev.plenum.signaling.message.Role;
import dev.plenum.signaling.message.ServerMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room, and what has changed since a revision.
 *
 * <p>Changes are gathered and published together; each publication is a revision. For everybody the
 * revision of the latest change is kept, and for the last thousand who left the revision of that.
 * So whoever knows a recent revision can be told what they miss, however much that is, each person
 * once.
 *
 * <p>Owner: the control loop.
 */
public final class Roster {

  /** Up to so many people, changes are published at once. */
  private static final int AT_ONCE = 20;

  /** Above, at most five times a second. */
  private static final long PACE_NANOS = 200_000_000;

  /** And more seldom in a large room, since each time everybody is told. */
  private static final long FOR_EACH_NANOS = 2_000_000;

  /** The most people in one message. */
  static final int PAGE = 100;

  private static final int MOST_DEPARTURES = 1000;

  private record Departure(long arrivedRev, long rev, Departed who) {}

  private final Map<String, Participant> people = new LinkedHashMap<>();
  private final Map<String, Long> arrivedRevs = new HashMap<>();

  /** Of everybody who is or was seen. */
  private final Map<String, Long> changedRevs = new HashMap<>();

  private final Deque<Departure> departures = new ArrayDeque<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private final Map<String, Departure> departing = new LinkedHashMap<>();
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

  /**
   * Everybody whom a participant sees: first themselves, then moderators, then the others in the
   * order of arrival.
   */
  List<Person> seenBy(Participant viewer) {
    List<Person> seen = new ArrayList<>(people.size());
    seen.add(viewer.person());
    Predicate<Participant> other = participant -> participant != viewer && isSeen(participant);
    people.values().stream()
        .filter(other.and(Roster::isModerator))
        .forEach(participant -> seen.add(participant.person()));
    people.values().stream()
        .filter(other.and(Predicate.not(Roster::isModerator)))
        .forEach(participant -> seen.add(participant.person()));
    return seen;
  }

  void add(Participant participant) {
    people.put(participant.pid(), participant);
    arrivedRevs.put(participant.pid(), rev);
    changed(participant);
  }

  /** Of somebody who is not seen, nobody hears anything. */
  void changed(Participant participant) {
    String pid = participant.pid();
    if (people.containsKey(pid)) {
      if (isSeen(participant)) {
        changedRevs.putIfAbsent(pid, rev);
      }
      if (changedRevs.containsKey(pid)) {
        changed.add(pid);
      }
    }
  }

  void remove(Participant participant, Departed.Reason reason) {
    String pid = participant.pid();
    if (people.remove(pid) != null) {
      if (changedRevs.remove(pid) != null) {
        departing(pid, reason);
      }
      changed.remove(pid);
      arrivedRevs.remove(pid);
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
    publishedNanos = nowNanos;
    rev++;
    for (String pid : changed) {
      Participant participant = people.get(pid);
      if (participant != null && isSeen(participant)) {
        changedRevs.put(pid, rev);
      } else {
        departing(pid, Departed.Reason.LEFT);
        changedRevs.remove(pid);
      }
    }
    departing.values().forEach(departures::add);
    changed.clear();
    departing.clear();
    while (departures.size() > MOST_DEPARTURES) {
      oldestKnownRev = departures.remove().rev();
    }
    return true;
  }

  private long paceNanos() {
    return Math.max(PACE_NANOS, people.size() * FOR_EACH_NANOS);
  }

  /** What is missed since a revision; empty where that is too long ago, or was never. */
  Optional<Delta> since(long sinceRev) {
    if (sinceRev <= 0 || sinceRev < oldestKnownRev || sinceRev > rev) {
      return Optional.empty();
    }
    if (latest != null && latest.sinceRev() == sinceRev && latest.rev() == rev) {
      return Optional.of(latest);
    }
    List<Person> put = new ArrayList<>();
    changedRevs.forEach(
        (pid, changedRev) -> {
          Participant participant = people.get(pid);
          if (changedRev > sinceRev && participant != null) {
            put.add(participant.person());
          }
        });
    List<Departed> del = new ArrayList<>();
    for (Departure departure : departures) {
      if (departure.rev() > sinceRev && departure.arrivedRev() <= sinceRev) {
        del.add(departure.who());
      }
    }
    latest = new Delta(sinceRev, rev, put, del, pages(put, del, false));
    return Optional.of(latest);
  }

  /** Everybody whom a participant sees, as messages. */
  List<ServerMessage.Roster> whole(Participant viewer) {
    List<Person> seen = seenBy(viewer);
    List<ServerMessage.Roster> pages = pages(seen, List.of(), false);
    ServerMessage.Roster first = pages.getFirst();
    pages.set(
        0,
        new ServerMessage.Roster(rev, true, seen.size(), first.put(), first.del(), first.more()));
    return pages;
  }

  /**
   * Messages of at most a page of people each.
   *
   * @param rest whether these go on with what another message began
   */
  List<ServerMessage.Roster> pages(List<Person> put, List<Departed> del, boolean rest) {
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

  private void departing(String pid, Departed.Reason reason) {
    long arrivedRev = arrivedRevs.getOrDefault(pid, 0L);
    departing.put(pid, new Departure(arrivedRev, rev + 1, new Departed(pid, reason)));
  }

  private static boolean isSeen(Participant participant) {
    return !participant.permissions().hidden();
  }

  private static boolean isModerator(Participant participant) {
    return participant.permissions().role() == Role.MODERATOR;
  }
}
