package dev.plenum.load;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One room of a scenario; for any thread. */
final class Room {
  private final Conference conference;
  private final String name;
  private final List<Integer> cameras = new CopyOnWriteArrayList<>();

  Room(Conference conference, String name) {
    this.conference = conference;
    this.name = name;
  }

  /** Blocks until somebody is in, who watches the cameras that were there before. */
  Person enter(Role role, Media media, long beginNanos) throws IOException, InterruptedException {
    List<Integer> tiles = tiles(0, role);
    Attendee attendee = conference.enter(name, role, media, tiles);
    int own = attendee.camera();
    if (own != 0) {
      cameras.add(own);
    }
    return new Person(attendee, role, media, beginNanos);
  }

  /** Everybody is here: from now on somebody watches the cameras of the people behind them. */
  void lookAround(Person person) throws IOException, InterruptedException {
    Attendee attendee = person.attendee();
    attendee.watch(tiles(attendee.camera(), person.role()));
  }

  private List<Integer> tiles(int own, Role role) {
    return Person.tiles(cameras, own, role.tiles());
  }
}
