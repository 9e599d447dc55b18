package dev.plenum.load;

import java.util.List;

/**
 * What people of a kind do in a room.
 *
 * @param people how many of them each room has
 * @param camera in which sizes they send it
 * @param sound what they say
 * @param tiles how many others' cameras each of them watches at most
 */
record Role(String name, int people, List<Layer> camera, Sound sound, int tiles) {

  /** What somebody says. */
  enum Sound {
    /** Nothing: no microphone. */
    NONE,
    /** Something. */
    SPEECH,
    /** Nothing, but the microphone is on. */
    BACKGROUND,
    /** Nothing: the microphone is muted, which sends nothing. */
    MUTED
  }

  boolean hasCamera() {
    return !camera.isEmpty();
  }

  /** Whether they can be heard. */
  boolean speaks() {
    return sound == Sound.SPEECH;
  }
}
