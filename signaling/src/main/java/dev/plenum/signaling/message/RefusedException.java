package dev.plenum.signaling.message;

import org.jspecify.annotations.Nullable;

/**
 * A request that was understood and refused. It is told to whoever asked and is nothing of ours to
 * repair, so it carries no stack trace.
 */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String reason;
  private final String fix;
  private final @Nullable Long retryMs;

  /**
   * @param reason what went wrong, a sentence for a developer
   * @param fix what to do about it, a sentence
   */
  public RefusedException(ErrorCode code, String reason, String fix) {
    this(code, reason, fix, null);
  }

  /**
   * @param retryMs when trying again is worthwhile, null where it is not
   */
  public RefusedException(ErrorCode code, String reason, String fix, @Nullable Long retryMs) {
    super(code.label() + ": " + reason, null, false, false);
    this.code = code;
    this.reason = reason;
    this.fix = fix;
    this.retryMs = retryMs;
  }

  public ErrorCode code() {
    return code;
  }

  public String reason() {
    return reason;
  }

  public String fix() {
    return fix;
  }

  public @Nullable Long retryMs() {
    return retryMs;
  }
}
