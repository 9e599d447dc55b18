package dev.plenum.sfu.dtls;

/**
 * The SRTP master keys that a handshake agreed on.
 *
 * @param profileId number of the SRTP protection profile (RFC 5764 §4.1.2)
 */
@SuppressWarnings("ArrayRecordComponent") // Key material is never compared, and never printed.
public record DtlsKeys(
    int profileId, byte[] clientKey, byte[] clientSalt, byte[] serverKey, byte[] serverSalt) {

  /** Names the profile only: keys never reach a log. */
  @Override
  public String toString() {
    return "DtlsKeys[" + profileId + "]";
  }
}
