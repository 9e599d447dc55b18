package dev.plenum.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What can be measured. */
enum Software {
  PLENUM("plenum", "Plenum"),
  /** As its Debian package installs it: a thread for each peer connection. */
  JANUS("janus", "Janus, as installed"),
  /** With one thread for all peer connections of the core that it runs on. */
  JANUS_LOOP("janus-loop", "Janus, event_loops = 1");

  /**
   * Of the scenarios that one run plays, those for which Janus stands beside Plenum: where its
   * packets, of some 20 to 40 µs each, leave room on a core.
   */
  private static final Set<String> BESIDE_JANUS =
      Set.of(
          "class-50",
          "class-200",
          "meetings-20x4",
          "room-25",
          "audio-100",
          "idle-300",
          "storm-300");

  private static final Set<String> BESIDE_BOTH = Set.of("class-100");

  private final String key;
  private final String title;

  Software(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /** That which a result is of. */
  static Software of(JsonNode result) {
    String key = result.path("software").asText();
    return Arrays.stream(values())
        .filter(software -> software.key.equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no software " + key));
  }

  /** With which one run plays this scenario. */
  static List<Software> playing(String scenario) {
    if (BESIDE_BOTH.contains(scenario)) {
      return List.of(values());
    }
    return BESIDE_JANUS.contains(scenario) ? List.of(PLENUM, JANUS) : List.of(PLENUM);
  }

  /** For people. */
  String title() {
    return title;
  }

  /** As the command line and the results call it. */
  @Override
  public String toString() {
    return key;
  }

  /**
   * One of them that runs.
   *
   * @param entrance by which people come, if it is Plenum: Janus has WebSockets only
   * @param server its address for WebSockets
   * @param pid its process
   */
  Conference conference(Crowd crowd, Entrance entrance, URI server, long pid) {
    return switch (this) {
      case PLENUM -> new Plenum(crowd, entrance, server, pid);
      case JANUS, JANUS_LOOP -> new Janus(crowd, pid);
    };
  }
}
