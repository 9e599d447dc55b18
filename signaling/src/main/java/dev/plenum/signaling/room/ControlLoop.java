package dev.plenum.signaling.room;

import java.time.Instant;
import java.util.concurrent.Executor;

/**
 * The thread which owns all rooms: its clocks, and the way back to it. Tasks run one at a time, in
 * order, never inside {@link #execute}.
 */
public interface ControlLoop extends Executor {

  /** A monotonic clock, for deadlines. */
  long nanoTime();

  /** The time of day, for what people and tokens say. */
  Instant now();
}
