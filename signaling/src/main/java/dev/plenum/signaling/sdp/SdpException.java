package dev.plenum.signaling.sdp;

/** A peer's SDP that cannot be used: where, what is wrong, and what the peer's author can do. */
public final class SdpException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** {@link #line()} of a fault that belongs to no single line. */
  public static final int WHOLE_DESCRIPTION = 0;

  private final int line;
  private final String fix;

  public SdpException(int line, String problem, String fix) {
    super(line == WHOLE_DESCRIPTION ? problem : "line " + line + ": " + problem);
    this.line = line;
    this.fix = fix;
  }

  public SdpException(String problem, String fix) {
    this(WHOLE_DESCRIPTION, problem, fix);
  }

  /** The line, counted from 1, or {@link #WHOLE_DESCRIPTION}. */
  public int line() {
    return line;
  }

  /** What would make it right, as one sentence. */
  public String fix() {
    return fix;
  }
}
