package dev.plenum.sfu.srtp;

/**
 * The master keys and salts of one DTLS association. The client's protect what it sends to us, the
 * server's what we send to it.
 *
 * <p>Source: RFC 5764 §4.2.
 */
@SuppressWarnings("ArrayRecordComponent") // Key material is never compared, and never printed.
public record SrtpKeys(
    SrtpProfile profile, byte[] clientKey, byte[] clientSalt, byte[] serverKey, byte[] serverSalt) {

  /**
   * @throws IllegalArgumentException if a length is not the profile's
   */
  public SrtpKeys {
    requireLength("key", profile.keyBytes(), clientKey, serverKey);
    requireLength("salt", profile.saltBytes(), clientSalt, serverSalt);
  }

  /** Session keys for packets that the DTLS client sends. */
  public SrtpSessionKeys client() {
    return SrtpSessionKeys.derive(profile, clientKey, clientSalt);
  }

  /** Session keys for packets that the DTLS server sends. */
  public SrtpSessionKeys server() {
    return SrtpSessionKeys.derive(profile, serverKey, serverSalt);
  }

  /** Names the profile only: keys never reach a log. */
  @Override
  public String toString() {
    return "SrtpKeys[" + profile + "]";
  }

  private static void requireLength(String name, int bytes, byte[]... values) {
    for (byte[] value : values) {
      if (value.length != bytes) {
        throw new IllegalArgumentException(name + " has " + value.length + " bytes, not " + bytes);
      }
    }
  }
}
