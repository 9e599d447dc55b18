package dev.plenum.signaling.http;

import dev.plenum.signaling.message.ErrorCode;

/** A request that fails with a status of HTTP's own, which no error code stands for. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /**
   * @param detail what went wrong, a sentence for a developer
   * @param fix what to do about it, a sentence
   */
  public ProblemException(int status, ErrorCode code, String detail, String fix) {
    super(detail, null, false, false);
    problem = new Problem(status, code, detail, fix);
  }

  Problem problem() {
    return problem;
  }
}
