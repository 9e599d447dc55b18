package dev.plenum.sfu.control;

/** A loop's command queue is full: the caller may try again later. */
public final class MediaOverloadedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MediaOverloadedException(String message) {
    super(message);
  }
}
