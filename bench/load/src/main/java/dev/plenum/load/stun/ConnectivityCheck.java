package dev.plenum.load.stun;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A STUN request (RFC 8445 §7.2.2), the same each time it is repeated, which nominates if that is
 * ours to do; and whether a datagram is its success response.
 */
public final class ConnectivityCheck {
  private static final int USERNAME = 0x0006;
  private static final int PRIORITY = 0x0024;
  private static final int USE_CANDIDATE = 0x0025;
  private static final int ICE_CONTROLLED = 0x8029;
  private static final int ICE_CONTROLLING = 0x802A;

  /** A peer-reflexive candidate of the first local interface (RFC 8445 §5.1.2.1). */
  private static final byte[] PRIORITY_VALUE = {0x6e, 0x7f, 0x1e, (byte) 0xff};

  private static final int TRANSACTION_BYTES =
      StunWriter.HEADER_BYTES - StunWriter.TRANSACTION_OFFSET;

  private final byte[] bytes;

  /**
   * @param ufrag the server's
   * @param password the server's
   * @param ownUfrag ours
   */
  public ConnectivityCheck(String ufrag, String password, String ownUfrag, IceRole role) {
    byte[] transaction = new byte[TRANSACTION_BYTES];
    ThreadLocalRandom.current().nextBytes(transaction);
    byte[] tieBreaker = Arrays.copyOf(transaction, Long.BYTES); // any number does
    StunWriter request =
        new StunWriter(StunWriter.BINDING_REQUEST, transaction, 0)
            .put(USERNAME, (ufrag + ":" + ownUfrag).getBytes(StandardCharsets.US_ASCII))
            .put(PRIORITY, PRIORITY_VALUE);
    switch (role) {
      case CONTROLLING -> request.put(USE_CANDIDATE).put(ICE_CONTROLLING, tieBreaker);
      case CONTROLLED -> request.put(ICE_CONTROLLED, tieBreaker);
    }
    bytes = request.end(password.getBytes(StandardCharsets.US_ASCII));
  }

  public byte[] bytes() {
    return bytes;
  }

  /** Whether this datagram says that the check has succeeded. */
  public boolean isAnsweredBy(byte[] datagram, int length) {
    return length >= StunWriter.HEADER_BYTES
        && ByteBuffer.wrap(datagram).getShort() == StunWriter.BINDING_SUCCESS
        && Arrays.equals(
            datagram,
            StunWriter.TRANSACTION_OFFSET,
            StunWriter.HEADER_BYTES,
            bytes,
            StunWriter.TRANSACTION_OFFSET,
            StunWriter.HEADER_BYTES);
  }
}
