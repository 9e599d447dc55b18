package dev.plenum.load;

import java.io.IOException;
import java.util.List;

/** A server that is measured, and how people come into its rooms. For any thread. */
interface Conference {

  /**
   * Blocks until somebody is in.
   *
   * @param tiles the cameras that are there to watch
   */
  Attendee enter(String room, Role role, Media media, List<Integer> tiles)
      throws IOException, InterruptedException;

  /**
   * What it has counted and used up to now.
   *
   * @param packetsCame what has come to everybody, for a server that does not count
   */
  ServerFigures figures(long packetsCame) throws IOException, InterruptedException;

  /** What it keeps in memory, now that it is empty. It is disturbed as little as can be. */
  LiveMemory emptyMemory() throws IOException, InterruptedException;

  /** What it keeps in memory, now that everything else is measured: it is stopped to count. */
  LiveMemory liveMemory() throws IOException, InterruptedException;
}
