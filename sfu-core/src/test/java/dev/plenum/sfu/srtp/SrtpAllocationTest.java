package dev.plenum.sfu.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What SRTP allocates beyond the JDK's ciphers: nothing. */
class SrtpAllocationTest {
  private static final int PACKETS = 100_000;
  private static final int PACKET_BYTES = 1_100;
  private static final int HEADER_BYTES = 12;

  /** What the measurement itself may allocate, once. */
  private static final long SLACK_BYTES = 4_096;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final byte[] packet = new byte[2_048];
  private final MemorySegment memory = Arena.ofAuto().allocate(2_048);

  @Test
  void shouldAllocateNothingBesideTheCipher() {
    assertThat(allocatedBytes(new NullCipher(), new NullCipher())).isLessThan(SLACK_BYTES);
  }

  @ParameterizedTest
  @MethodSource("nativeCiphers")
  void shouldAllocateNothingInNativeCiphers(SrtpEngine engine, SrtpProfile profile) {
    SrtpSessionKeys keys = SrtpVectors.keys(profile).server();

    assertThat(allocatedBytes(engine.open(keys), engine.open(keys))).isLessThan(SLACK_BYTES);
  }

  static Stream<Arguments> nativeCiphers() {
    return Engines.nativeOnes().stream()
        .flatMap(
            engine ->
                Arrays.stream(SrtpProfile.values()).map(profile -> Arguments.of(engine, profile)));
  }

  private long allocatedBytes(SrtpCipher sending, SrtpCipher receiving) {
    SrtpSender sender = new SrtpSender(sending);
    SrtpReceiver receiver = new SrtpReceiver(receiving);
    ReplayWindow window = new ReplayWindow();
    roundTrips(sender, receiver, window, 0);
    long before = threads.getCurrentThreadAllocatedBytes();
    roundTrips(sender, receiver, window, PACKETS);
    return threads.getCurrentThreadAllocatedBytes() - before;
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
      sender.protect(packet, PACKET_BYTES, HEADER_BYTES, sequence, memory, 0);
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
