package dev.plenum.signaling.http;

import java.util.List;

/** A request whose fields are not as they should be; each fault says which and why. */
public final class InvalidRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  public InvalidRequestException(Fault fault) {
    this(List.of(fault));
  }

  public InvalidRequestException(List<Fault> faults) {
    super("invalid request", null, false, false);
    this.faults = List.copyOf(faults);
  }

  List<Fault> faults() {
    return faults;
  }

  /**
   * What is wrong with one field.
   *
   * @param pointer a JSON pointer into the body (RFC 6901), or the name of a query parameter
   */
  public record Fault(String pointer, String detail) {}
}
