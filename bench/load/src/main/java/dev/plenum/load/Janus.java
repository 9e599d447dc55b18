package dev.plenum.load;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Janus with its VideoRoom plugin, by its WebSocket. It has no loudest, so everybody asks for the
 * sound of those who speak, which comes to the same packets. It counts nothing, so what came stands
 * for what was sent.
 */
final class Janus implements Conference {
  private final Crowd crowd;
  private final long pid;
  private final Map<String, Hall> halls = new ConcurrentHashMap<>();
  private final AtomicInteger lastHall = new AtomicInteger();
  private final AtomicInteger lastFeed = new AtomicInteger();

  /**
   * @param crowd whose server is its WebSocket
   * @param pid its process
   */
  Janus(Crowd crowd, long pid) {
    this.crowd = crowd;
    this.pid = pid;
  }

  /**
   * One of its rooms.
   *
   * @param number by which it knows it
   * @param speaking the feeds of those who speak
   */
  record Hall(int number, List<Integer> speaking) {}

  @Override
  public Attendee enter(String room, Role role, Media media, List<Integer> tiles)
      throws IOException, InterruptedException {
    JanusSession session = JanusSession.open(crowd);
    Hall hall = halls.computeIfAbsent(room, _ -> create(session));
    JanusAttendee attendee = new JanusAttendee(crowd, session, hall, media);
    if (!media.publisher().isSilent()) {
      int feed = lastFeed.incrementAndGet();
      attendee.publish(feed);
      if (role.speaks()) {
        hall.speaking().add(feed);
      }
    }
    if (!tiles.isEmpty() && !role.hasCamera()) {
      attendee.watch(tiles); // All are there: cameras come before those who only watch.
    }
    return attendee;
  }

  private Hall create(JanusSession session) {
    int number = lastHall.incrementAndGet();
    session.attach().ask(JanusRequest.create(number));
    return new Hall(number, new CopyOnWriteArrayList<>());
  }

  @Override
  public ServerFigures figures(long packetsCame) throws IOException {
    return new ServerFigures(ProcessFigures.read(pid), packetsCame, Map.of());
  }

  @Override
  public LiveMemory emptyMemory() throws IOException {
    return LiveMemory.resident(ProcessFigures.read(pid).residentBytes());
  }

  @Override
  public LiveMemory liveMemory() throws IOException {
    return emptyMemory();
  }
}
