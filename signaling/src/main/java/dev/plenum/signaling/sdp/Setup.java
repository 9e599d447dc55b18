package dev.plenum.signaling.sdp;

import java.util.Locale;

/** Who begins the DTLS handshake (RFC 8842 section 5). */
public enum Setup implements Attribute {
  ACTPASS,
  ACTIVE,
  PASSIVE,
  HOLDCONN;

  @Override
  public String key() {
    return "setup";
  }

  @Override
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }
}
