package dev.plenum.bench;

import dev.plenum.rtp.BigEndian;
import dev.plenum.sfu.srtp.SrtpProfile;
import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.utils.ByteArrayBuffer;
import org.jitsi.utils.logging2.LoggerImpl;

/** One RTP packet that jitsi-srtp encrypts again and again, under another number each time. */
final class JitsiSealer {
  private static final int VERSION_2 = 0x80;
  private static final int TAIL_BYTES = 64;
  private static final int HMAC_KEY_BYTES = 20;

  private final int bytes;
  private final Packet packet;
  private final SrtpCryptoContext context;

  /**
   * @param bytes of the packet, before encryption
   */
  JitsiSealer(SrtpProfile profile, int bytes) throws GeneralSecurityException {
    this.bytes = bytes;
    packet = new Packet(new byte[bytes + TAIL_BYTES]);
    packet.bytes[0] = (byte) VERSION_2;
    SrtpPolicy policy = policy(profile);
    context =
        new SrtpContextFactory(
                true,
                new byte[profile.keyBytes()],
                new byte[profile.saltBytes()],
                policy,
                policy,
                new LoggerImpl("jitsi-srtp"))
            .deriveContext(0, 0);
  }

  private static SrtpPolicy policy(SrtpProfile profile) {
    return profile == SrtpProfile.AEAD_AES_128_GCM
        ? new SrtpPolicy(
            SrtpPolicy.AESGCM_ENCRYPTION,
            profile.keyBytes(),
            SrtpPolicy.NULL_AUTHENTICATION,
            0,
            profile.tagBytes(),
            profile.saltBytes())
        : new SrtpPolicy(
            SrtpPolicy.AESCM_ENCRYPTION,
            profile.keyBytes(),
            SrtpPolicy.HMACSHA1_AUTHENTICATION,
            HMAC_KEY_BYTES,
            profile.tagBytes(),
            profile.saltBytes());
  }

  /** Returns the length of the packet with its tag. */
  int seal(long index) {
    packet.length = bytes;
    BigEndian.put16(packet.bytes, 2, (int) index & 0xffff);
    try {
      if (context.transformPacket(packet) != SrtpErrorStatus.OK) {
        throw new IllegalStateException("jitsi-srtp refuses packet " + index);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return packet.length;
  }

  private static final class Packet implements ByteArrayBuffer {
    private final byte[] bytes;
    private int length;

    Packet(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public byte[] getBuffer() {
      return bytes;
    }

    @Override
    public int getOffset() {
      return 0;
    }

    @Override
    public int getLength() {
      return length;
    }

    @Override
    public void setLength(int to) {
      length = to;
    }

    @Override
    public void setOffset(int to) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isInvalid() {
      return false;
    }

    @Override
    public void readRegionToBuff(int from, int count, byte[] target) {
      System.arraycopy(bytes, from, target, 0, count);
    }

    @Override
    public void grow(int by) {
      if (length + by > bytes.length) {
        throw new IllegalStateException("no room for " + by + " bytes more");
      }
    }

    @Override
    public void append(byte[] data, int count) {
      System.arraycopy(data, 0, bytes, length, count);
      length += count;
    }

    @Override
    public void shrink(int by) {
      length -= by;
    }
  }
}
