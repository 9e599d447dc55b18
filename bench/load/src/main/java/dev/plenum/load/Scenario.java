package dev.plenum.load;

import dev.plenum.load.Role.Sound;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who comes into how many rooms.
 *
 * @param name on the command line
 * @param entrance by which they come
 * @param rooms that are all alike
 * @param roles who is in each room, in the order in which they come
 * @param joinsPerSecond how many come in a second
 * @param picturesPerSecond of every camera
 */
record Scenario(
    String name,
    Entrance entrance,
    int rooms,
    List<Role> roles,
    double joinsPerSecond,
    int picturesPerSecond) {
  /** Of all who speak, a room hears so many. */
  private static final int LOUDEST = 3;

  private static final double JOINS_PER_SECOND = 40;
  private static final int PICTURES_PER_SECOND = 30;

  /** Of rooms in which hundreds have a camera, so that one core can serve them. */
  private static final int FEW_PICTURES_PER_SECOND = 5;

  private static final int LARGE_ROOM = 100;
  private static final double STORM_SECONDS = 5;
  private static final double MANY_ROOMS_STORM_SECONDS = 20;
  private static final int STORMED_ROOM = 8;

  /** Those that one run plays after the other. */
  static final List<String> ALL =
      List.of(
          "class-50",
          "class-100",
          "class-200",
          "class-400",
          "whep-100",
          "meetings-20x4",
          "meetings-50x4",
          "room-25",
          "room-300x9",
          "room-300x25",
          "audio-100",
          "audio-300",
          "idle-300",
          "storm-300",
          "storm-2000");

  /** The scenarios by their names; people, rooms and tiles stand in the name. */
  private enum Kind {
    /** One sends, all others watch. */
    CLASS("class-(\\d+)") {
      @Override
      Scenario of(MatchResult name) {
        return lesson(name, Entrance.WEBSOCKET);
      }
    },
    /** The same, but they come by WHIP and WHEP. */
    WHEP("whep-(\\d+)") {
      @Override
      Scenario of(MatchResult name) {
        return lesson(name, Entrance.HTTP);
      }
    },
    /** Several classes at once. */
    CLASSES("classes-(\\d+)x(\\d+)") {
      @Override
      Scenario of(MatchResult name) {
        Role teacher = new Role("teacher", 1, Layer.SINGLE, Sound.SPEECH, 0);
        Role pupil = new Role("pupil", number(name, 2), Layer.NONE, Sound.NONE, 1);
        return steady(name, number(name, 1), PICTURES_PER_SECOND, teacher, pupil);
      }
    },
    /** Many small meetings; in each one speaks. */
    MEETINGS("meetings-(\\d+)x(\\d+)") {
      @Override
      Scenario of(MatchResult name) {
        int others = number(name, 2) - 1;
        Role speaker = new Role("speaker", 1, Layer.SIMULCAST, Sound.SPEECH, others);
        Role listener = new Role("listener", others, Layer.SIMULCAST, Sound.BACKGROUND, others);
        return steady(name, number(name, 1), PICTURES_PER_SECOND, speaker, listener);
      }
    },
    /** One room in which everybody has a camera, and three speak; without tiles all watch all. */
    ROOM("room-(\\d+)(?:x(\\d+))?") {
      @Override
      Scenario of(MatchResult name) {
        int people = number(name, 1);
        int tiles = name.group(2) == null ? people - 1 : number(name, 2);
        Role speaker = new Role("speaker", LOUDEST, Layer.SIMULCAST, Sound.SPEECH, tiles);
        int others = people - LOUDEST;
        Role listener = new Role("listener", others, Layer.SIMULCAST, Sound.BACKGROUND, tiles);
        int pictures = people < LARGE_ROOM ? PICTURES_PER_SECOND : FEW_PICTURES_PER_SECOND;
        return steady(name, 1, pictures, speaker, listener);
      }
    },
    /** One room without cameras; everybody has the microphone on, and three speak. */
    AUDIO("audio-(\\d+)") {
      @Override
      Scenario of(MatchResult name) {
        Role speaker = new Role("speaker", LOUDEST, Layer.NONE, Sound.SPEECH, 0);
        int others = number(name, 1) - LOUDEST;
        Role listener = new Role("listener", others, Layer.NONE, Sound.BACKGROUND, 0);
        return steady(name, 1, PICTURES_PER_SECOND, speaker, listener);
      }
    },
    /** One room without cameras; everybody is muted. */
    IDLE("idle-(\\d+)") {
      @Override
      Scenario of(MatchResult name) {
        Role muted = new Role("muted", number(name, 1), Layer.NONE, Sound.MUTED, 0);
        return steady(name, 1, PICTURES_PER_SECOND, muted);
      }
    },
    /** Muted people come to one camera in seconds; a thousand and more come to rooms of eight. */
    STORM("storm-(\\d+)") {
      @Override
      Scenario of(MatchResult name) {
        int people = number(name, 1);
        boolean many = people >= 1_000;
        int rooms = many ? people / STORMED_ROOM : 1;
        Role host = new Role("host", 1, Layer.SMALL, Sound.MUTED, 0);
        int guests = many ? STORMED_ROOM - 1 : people;
        Role guest = new Role("guest", guests, Layer.NONE, Sound.MUTED, 1);
        double seconds = many ? MANY_ROOMS_STORM_SECONDS : STORM_SECONDS;
        int pictures = many ? FEW_PICTURES_PER_SECOND : PICTURES_PER_SECOND;
        return new Scenario(
            name.group(),
            Entrance.WEBSOCKET,
            rooms,
            List.of(host, guest),
            people / seconds,
            pictures);
      }
    };

    private final Pattern names;

    Kind(String names) {
      this.names = Pattern.compile(names);
    }

    abstract Scenario of(MatchResult name);

    private static int number(MatchResult name, int group) {
      return Integer.parseInt(name.group(group));
    }

    private static Scenario lesson(MatchResult name, Entrance entrance) {
      Role teacher = new Role("teacher", 1, Layer.SINGLE, Sound.SPEECH, 0);
      Role pupil = new Role("pupil", number(name, 1), Layer.NONE, Sound.NONE, 1);
      return steady(name, entrance, 1, PICTURES_PER_SECOND, List.of(teacher, pupil));
    }

    private static Scenario steady(MatchResult name, int rooms, int pictures, Role... roles) {
      return steady(name, Entrance.WEBSOCKET, rooms, pictures, List.of(roles));
    }

    private static Scenario steady(
        MatchResult name, Entrance entrance, int rooms, int pictures, List<Role> roles) {
      return new Scenario(name.group(), entrance, rooms, roles, JOINS_PER_SECOND, pictures);
    }
  }

  /**
   * The scenario of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Scenario of(String name) {
    for (Kind kind : Kind.values()) {
      Matcher matcher = kind.names.matcher(name);
      if (matcher.matches()) {
        return kind.of(matcher);
      }
    }
    throw new IllegalArgumentException("no scenario " + name + "; there are " + ALL);
  }

  /** All who come. */
  int people() {
    return rooms * roles.stream().mapToInt(Role::people).sum();
  }

  /**
   * What somebody of this role receives at least when nothing is held back: everybody's sound as
   * far as it is heard, and the smallest pictures of each tile.
   */
  int packetsPerSecond(Role role) {
    int smallest =
        roles.stream()
            .filter(Role::hasCamera)
            .mapToInt(one -> one.camera().getFirst().packets())
            .min()
            .orElse(0);
    return Math.min(role.tiles(), others(role, Role::hasCamera)) * smallest * picturesPerSecond
        + Math.min(LOUDEST, others(role, Role::speaks)) * Microphone.PACKETS_PER_SECOND;
  }

  /** How many people of whom this is true somebody of a role shares a room with. */
  private int others(Role role, Predicate<Role> are) {
    int all = roles.stream().filter(are).mapToInt(Role::people).sum();
    return are.test(role) ? all - 1 : all;
  }
}
