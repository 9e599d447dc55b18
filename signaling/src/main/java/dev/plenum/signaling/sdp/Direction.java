package dev.plenum.signaling.sdp;

/** Which way media flows on an m-line, as seen by who wrote it (RFC 8866 section 6.7). */
public enum Direction implements Attribute {
  SENDRECV("sendrecv", true, true),
  SENDONLY("sendonly", true, false),
  RECVONLY("recvonly", false, true),
  INACTIVE("inactive", false, false);

  private final String key;
  private final boolean sends;
  private final boolean receives;

  Direction(String key, boolean sends, boolean receives) {
    this.key = key;
    this.sends = sends;
    this.receives = receives;
  }

  public static Direction of(boolean sends, boolean receives) {
    if (sends) {
      return receives ? SENDRECV : SENDONLY;
    }
    return receives ? RECVONLY : INACTIVE;
  }

  /** The same flow as the other side writes it. */
  public Direction reversed() {
    return of(receives, sends);
  }

  public boolean sends() {
    return sends;
  }

  public boolean receives() {
    return receives;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public String value() {
    return "";
  }
}
