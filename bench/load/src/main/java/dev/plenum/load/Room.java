package dev.plenum.load;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One room of a scenario; for any thread. */
final class Room {
  private final Crowd crowd;
  private final String name;
  private final List<Integer> cameras = new CopyOnWriteArrayList<>();

  Room(Crowd crowd, String name) {
    this.crowd = crowd;
    this.name = name;
  }

  /** Blocks until somebody is in, who watches the cameras that were there before. */
  Person enter(Role role, Media media, long beginNanos) throws IOException, InterruptedException {
    List<Integer> tiles = tiles(0, role);
    Participant participant = Participant.join(crowd, name, role.name(), media, tiles);
    int own = participant.cameraCsrc();
    if (own != 0) {
      cameras.add(own);
    }
    return new Person(participant, role, media, beginNanos);
  }

  /** Everybody is here: from now on each watches the cameras of the people behind them. */
  void lookAround(List<Person> people) {
    for (Person person : people) {
      Participant participant = person.participant();
      participant.watch(tiles(participant.cameraCsrc(), person.role()));
    }
  }

  private List<Integer> tiles(int own, Role role) {
    return Person.tiles(cameras, own, role.tiles());
  }
}
