package dev.plenum.e2e;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Endless datagrams that nobody honest sends: noise, valid headers of each protocol on the media
 * port with broken insides, and genuine datagrams of a client, changed or sent again.
 */
final class HostileDatagrams implements Supplier<byte[]> {

  private static final int MOST_BYTES = 1_500;
  private static final int STUN_COOKIE = 0x2112A442;
  private static final int FINGERPRINT_BYTES = 8;
  private static final int FIRST_SRTP_BYTE = 128;

  private final RandomGenerator random;
  private final List<byte[]> genuine;
  private final List<byte[]> media;

  HostileDatagrams(RandomGenerator random, List<byte[]> genuine) {
    this.random = random;
    this.genuine = genuine;
    this.media =
        genuine.stream().filter(datagram -> (datagram[0] & 0xff) >= FIRST_SRTP_BYTE).toList();
  }

  @Override
  public byte[] get() {
    return switch (random.nextInt(8)) {
      case 0 -> noise(1 + random.nextInt(MOST_BYTES));
      case 1 -> stun();
      case 2 -> dtls();
      case 3 -> rtp();
      case 4 -> rtcp();
      case 5 -> replayed();
      default -> changed(any(genuine));
    };
  }

  private byte[] noise(int bytes) {
    byte[] datagram = new byte[bytes];
    random.nextBytes(datagram);
    return datagram;
  }

  /** Right type, length and cookie; what follows are no attributes. */
  private byte[] stun() {
    byte[] datagram = noise(20 + 4 * random.nextInt(60));
    ByteBuffer.wrap(datagram)
        .putShort(0, (short) (random.nextBoolean() ? 0x0001 : random.nextInt(0x4000)))
        .putShort(2, (short) (datagram.length - 20))
        .putInt(4, STUN_COOKIE);
    return datagram;
  }

  /** A whole record of any type and epoch, among them handshake messages and alerts. */
  private byte[] dtls() {
    byte[] datagram = noise(13 + random.nextInt(300));
    ByteBuffer.wrap(datagram)
        .put(0, (byte) (20 + random.nextInt(6)))
        .putShort(1, (short) 0xfefd)
        .putShort(3, (short) random.nextInt(3))
        .putShort(11, (short) (datagram.length - 13));
    return datagram;
  }

  /** Of the client's own stream or another, with any number of CSRCs and a header extension. */
  private byte[] rtp() {
    byte[] datagram = noise(12 + random.nextInt(200));
    datagram[0] = (byte) (0x80 | random.nextInt(64));
    datagram[1] = (byte) (random.nextBoolean() ? any(media)[1] : random.nextInt(64));
    if (random.nextBoolean()) {
      System.arraycopy(any(media), 8, datagram, 8, 4);
    }
    return datagram;
  }

  /** Of any type, with counts and lengths that say more than there is. */
  private byte[] rtcp() {
    byte[] datagram = noise(8 + random.nextInt(120));
    datagram[0] = (byte) (0x80 | random.nextInt(64));
    datagram[1] = (byte) (192 + random.nextInt(32));
    return datagram;
  }

  private byte[] replayed() {
    return any(media);
  }

  /** Bits turned over, an end cut off, or noise at the end. */
  private byte[] changed(byte[] original) {
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(original, 1 + random.nextInt(original.length - 1));
      case 1 -> Arrays.copyOf(original, original.length + 1 + random.nextInt(64));
      default -> {
        byte[] copy = original.clone();
        do {
          copy[random.nextInt(protectedBytes(copy))] ^= (byte) (1 << random.nextInt(8));
        } while (random.nextBoolean() || Arrays.equals(copy, original));
        yield copy;
      }
    };
  }

  /** A check is authentic whatever stands in its last attribute, the fingerprint (RFC 8489). */
  private static int protectedBytes(byte[] datagram) {
    return ForgedCheck.isCheck(datagram) ? datagram.length - FINGERPRINT_BYTES : datagram.length;
  }

  private byte[] any(List<byte[]> datagrams) {
    return datagrams.get(random.nextInt(datagrams.size()));
  }
}
