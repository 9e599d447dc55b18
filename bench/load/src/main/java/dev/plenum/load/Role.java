package dev.plenum.load;

/**
 * What people of a kind do in a room.
 *
 * @param people how many of them each room has
 * @param camera whether they have one
 * @param sound what they say
 * @param tiles how many others' cameras each of them watches at most
 */
record Role(String name, int people, boolean camera, Sound sound, int tiles) {

  /** What somebody says. */
  enum Sound {
    /** Nothing: no microphone. */
    NONE,
    /** Something. */
    SPEECH,
    /** Nothing, but the microphone is on. */
    BACKGROUND
  }

  /** Whether they can be heard. */
  boolean speaks() {
    return sound == Sound.SPEECH;
  }
}
