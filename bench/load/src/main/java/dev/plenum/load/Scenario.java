package dev.plenum.load;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who comes into how many rooms.
 *
 * @param name on the command line
 * @param rooms that are all alike
 * @param roles who is in each room, in the order in which they come
 * @param joinsPerSecond how many come in a second
 */
record Scenario(String name, int rooms, List<Role> roles, double joinsPerSecond) {
  /** Of all who speak, a room hears so many. */
  private static final int LOUDEST = 3;

  private static final Pattern CLASS = Pattern.compile("class-(\\d+)");
  private static final double JOINS_PER_SECOND = 40;

  /** The names, for people. */
  static final String NAMES = "class-N (one sends, N watch)";

  /**
   * The scenario of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Scenario of(String name) {
    Matcher found = CLASS.matcher(name);
    if (found.matches()) {
      return liveClass(name, Integer.parseInt(found.group(1)));
    }
    throw new IllegalArgumentException("no scenario " + name + "; there is " + NAMES);
  }

  private static Scenario liveClass(String name, int viewers) {
    Role teacher = new Role("teacher", 1, true, Role.Sound.SPEECH, 0);
    Role pupil = new Role("pupil", viewers, false, Role.Sound.NONE, 1);
    return new Scenario(name, 1, List.of(teacher, pupil), JOINS_PER_SECOND);
  }

  /** All who come. */
  int people() {
    return rooms * roles.stream().mapToInt(Role::people).sum();
  }

  /** What somebody of this role receives when nothing is held back. */
  int packetsPerSecond(Role role, int picturePacketsPerSecond) {
    return Math.min(role.tiles(), others(role, Role::camera)) * picturePacketsPerSecond
        + Math.min(LOUDEST, others(role, Role::speaks)) * Microphone.PACKETS_PER_SECOND;
  }

  /** How many people of whom this is true somebody of a role shares a room with. */
  private int others(Role role, Predicate<Role> are) {
    int all = roles.stream().filter(are).mapToInt(Role::people).sum();
    return are.test(role) ? all - 1 : all;
  }
}
