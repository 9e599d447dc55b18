package dev.plenum.sfu.port;

/**
 * Owned by one shard loop: the datagrams of one receive turn, in {@link #CAPACITY} slots that are
 * reused each turn.
 *
 * <p>Slot {@code i} is valid for {@code i} below the count that {@link UdpPort#receive} or {@link
 * IceTcpInbox#drain} returned, until the next such call. Stations may change the bytes in place.
 */
public final class DatagramBatch {
  /** Datagrams in one turn. */
  public static final int CAPACITY = 64;

  /** Size of each slot's array, and so the longest datagram that is received or sent. */
  public static final int DATAGRAM_BYTES = 2048;

  private final byte[][] bytes = new byte[CAPACITY][DATAGRAM_BYTES];
  private final int[] lengths = new int[CAPACITY];
  private final long[] addressHighs = new long[CAPACITY];
  private final long[] addressLows = new long[CAPACITY];
  private final int[] ports = new int[CAPACITY];

  /** The array that holds datagram {@code i} from offset 0; {@link #DATAGRAM_BYTES} long. */
  public byte[] bytes(int i) {
    return bytes[i];
  }

  /** Length of datagram {@code i} in bytes. */
  public int length(int i) {
    return lengths[i];
  }

  /** {@link PeerAddress#high} of datagram {@code i}'s sender. */
  public long addressHigh(int i) {
    return addressHighs[i];
  }

  /** {@link PeerAddress#low} of datagram {@code i}'s sender. */
  public long addressLow(int i) {
    return addressLows[i];
  }

  /** {@link PeerAddress#port} of datagram {@code i}'s sender. */
  public int port(int i) {
    return ports[i];
  }

  /** The sender of datagram {@code i} as a new object, for what is rarer than a packet. */
  public PeerAddress address(int i) {
    return new PeerAddress(addressHighs[i], addressLows[i], ports[i]);
  }

  /** Says what was put into {@link #bytes(int)}, and who sent it. */
  public void fill(int i, int lengthBytes, long addressHigh, long addressLow, int port) {
    lengths[i] = lengthBytes;
    addressHighs[i] = addressHigh;
    addressLows[i] = addressLow;
    ports[i] = port;
  }

  static void requireFits(int lengthBytes) {
    if (lengthBytes > DATAGRAM_BYTES) {
      throw new IllegalArgumentException("a datagram of " + lengthBytes + " bytes is too long");
    }
  }
}
