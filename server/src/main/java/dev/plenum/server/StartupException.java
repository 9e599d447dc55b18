package dev.plenum.server;

/**
 * The server cannot start as it is configured: one line that says what is wrong and how to mend it.
 */
final class StartupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StartupException(String message) {
    super(message);
  }

  StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
