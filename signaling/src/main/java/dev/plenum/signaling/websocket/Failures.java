package dev.plenum.signaling.websocket;

import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.RefusedException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told of a failed stage. */
final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** The refusal that it is, or an internal error, which is logged, where it is our own fault. */
  static RefusedException refusal(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RefusedException refused) {
      return refused;
    }
    LOG.error("a request failed", cause);
    return new RefusedException(
        ErrorCode.INTERNAL, "Something went wrong in the server.", "Try again.");
  }
}
