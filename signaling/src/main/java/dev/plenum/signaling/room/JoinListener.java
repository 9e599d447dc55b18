package dev.plenum.signaling.room;

import dev.plenum.signaling.message.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Told of everybody who has come to a room's door, for metrics. */
@FunctionalInterface
public interface JoinListener {

  /**
   * @param refusal null for those who were let in
   */
  void joined(@Nullable ErrorCode refusal, long durationNanos);
}
