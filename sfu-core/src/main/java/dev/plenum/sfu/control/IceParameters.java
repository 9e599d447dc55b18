package dev.plenum.sfu.control;

/** One side's ICE user name fragment and password (RFC 8445 §5.3). */
public record IceParameters(String ufrag, String password) {

  @Override
  public String toString() {
    return "IceParameters[" + ufrag + "]";
  }
}
