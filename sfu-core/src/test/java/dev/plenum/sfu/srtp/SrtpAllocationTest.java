package dev.plenum.sfu.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What SRTP allocates beyond the cipher: nothing. */
class SrtpAllocationTest {
  private static final int PACKETS = 100_000;
  private static final int PACKET_BYTES = 1_100;
  private static final int HEADER_BYTES = 12;

  /** What the measurement itself may allocate, once. */
  private static final long SLACK_BYTES = 4_096;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final byte[] packet = new byte[2_048];

  @Test
  void shouldAllocateNothingBesideTheCipher() {
    SrtpSender sender = new SrtpSender(new NullCipher());
    SrtpReceiver receiver = new SrtpReceiver(new NullCipher());
    ReplayWindow window = new ReplayWindow();
    roundTrips(sender, receiver, window, 0);
    long before = threads.getCurrentThreadAllocatedBytes();

    roundTrips(sender, receiver, window, PACKETS);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(SLACK_BYTES);
  }

  private void roundTrips(
      SrtpSender sender, SrtpReceiver receiver, ReplayWindow window, long firstSequence) {
    for (long sequence = firstSequence; sequence < firstSequence + PACKETS; sequence++) {
      packet[2] = (byte) (sequence >>> 8);
      packet[3] = (byte) sequence;
      int length = sender.protect(packet, 0, PACKET_BYTES, HEADER_BYTES, sequence);
      if (receiver.unprotect(packet, 0, length, HEADER_BYTES, window) != PACKET_BYTES) {
        throw new AssertionError("packet " + sequence);
      }
      int rtcpLength = sender.protectRtcp(packet, 0, 100);
      if (receiver.unprotectRtcp(packet, 0, rtcpLength) != 100) {
        throw new AssertionError("RTCP after packet " + sequence);
      }
    }
  }

  /** Frames packets as the real ones do, with tags of zeros. */
  private static final class NullCipher implements SrtpCipher {
    private static final int TAG_BYTES = 16;

    @Override
    public SrtpProfile profile() {
      return SrtpProfile.AEAD_AES_128_GCM;
    }

    @Override
    public int protect(byte[] bytes, int offset, int length, int headerBytes, long index) {
      return length + TAG_BYTES;
    }

    @Override
    public int unprotect(byte[] bytes, int offset, int length, int headerBytes, long index) {
      return length - TAG_BYTES;
    }

    @Override
    public int protectRtcp(byte[] bytes, int offset, int length, int index) {
      BigEndian.putInt32(bytes, offset + length + TAG_BYTES, RTCP_ENCRYPTED | index);
      return length + TAG_BYTES + RTCP_INDEX_BYTES;
    }

    @Override
    public int unprotectRtcp(byte[] bytes, int offset, int length, int index) {
      return length - TAG_BYTES - RTCP_INDEX_BYTES;
    }
  }
}
