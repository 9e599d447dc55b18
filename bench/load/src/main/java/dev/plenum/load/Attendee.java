package dev.plenum.load;

import java.io.IOException;
import java.util.List;

/** Somebody in a room of a {@link Conference}. Its methods may block. */
interface Attendee extends AutoCloseable {

  /** When the answer to its join came. */
  long answeredNanos();

  /** By which others find its camera, 0 if it has none. */
  int camera();

  /** Asks to watch these cameras, instead of those before. */
  void watch(List<Integer> cameras) throws IOException, InterruptedException;

  @Override
  void close();
}
