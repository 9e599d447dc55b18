package dev.plenum.sfu.srtp;

import static dev.plenum.sfu.srtp.SrtpVectors.slice;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A sender and a receiver that share keys. */
@ParameterizedClass
@MethodSource("dev.plenum.sfu.srtp.Engines#all")
class SrtpTransportTest {
  private static final int HEADER_BYTES = 12;
  private static final int SSRC = 0xCAFEBABE;

  private final SrtpEngine engine;
  private final Random random = new Random(3711);
  private final ReplayWindow window = new ReplayWindow();

  SrtpTransportTest(SrtpEngine engine) {
    this.engine = engine;
  }

  /** Sizes at which a vectorised cipher might slip (JDK-8371864), at odd offsets, in place. */
  @ParameterizedTest
  @EnumSource
  void shouldAgreeWithTheReferenceAtEverySize(SrtpProfile profile) {
    SrtpSessionKeys keys = SrtpVectors.keys(profile).server();
    SrtpSender sender = sender(profile);
    SrtpSender other = sender(profile);
    SrtpReceiver receiver = receiver(profile);
    for (int payload = 1; payload <= 1600; payload++) {
      long extendedSequence = 65_000L + payload;
      byte[] plain = packet((int) extendedSequence, payload);
      int offset = payload % 7;
      byte[] buffer = new byte[2048];
      System.arraycopy(plain, 0, buffer, offset, plain.length);

      int length = sender.protect(buffer, offset, plain.length, HEADER_BYTES, extendedSequence);

      byte[] expected = SrtpReference.protect(keys, plain, extendedSequence);
      assertThat(slice(buffer, offset, length))
          .as("payload of %d bytes", payload)
          .isEqualTo(expected);
      assertThat(protectedInMemory(other, plain, extendedSequence, offset))
          .as("payload of %d bytes", payload)
          .isEqualTo(expected);
      assertThat(receiver.unprotect(buffer, offset, length, HEADER_BYTES, window))
          .isEqualTo(plain.length);
      assertThat(slice(buffer, offset, plain.length)).isEqualTo(plain);
    }
  }

  private static byte[] protectedInMemory(
      SrtpSender sender, byte[] plain, long extendedSequence, int offset) {
    byte[] buffer = Arrays.copyOf(plain, 2048);
    MemorySegment memory = Arena.ofAuto().allocate(2048);
    int length =
        sender.protect(buffer, plain.length, HEADER_BYTES, extendedSequence, memory, offset);
    return memory.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
  }

  @ParameterizedTest
  @EnumSource
  void shouldAcceptEachPacketOnce(SrtpProfile profile) {
    SrtpReceiver receiver = receiver(profile);
    byte[] packet = protectedPacket(sender(profile), 7, 100);

    assertThat(receiver.unprotect(packet.clone(), 0, packet.length, HEADER_BYTES, window))
        .isEqualTo(HEADER_BYTES + 100);
    assertThat(receiver.unprotect(packet, 0, packet.length, HEADER_BYTES, window))
        .isEqualTo(SrtpReceiver.REPLAYED);
  }

  @ParameterizedTest
  @EnumSource
  void shouldLetForgedPacketsChangeNothing(SrtpProfile profile) {
    SrtpSender sender = sender(profile);
    SrtpReceiver receiver = receiver(profile);
    byte[] first = protectedPacket(sender, 7, 100);
    receiver.unprotect(first, 0, first.length, HEADER_BYTES, window);
    byte[] genuine = protectedPacket(sender, 8, 100);

    for (int bit = 0; bit < genuine.length * Byte.SIZE; bit++) {
      byte[] forged = genuine.clone();
      forged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThat(receiver.unprotect(forged, 0, forged.length, HEADER_BYTES, window))
          .as("bit %d", bit)
          .isIn(SrtpReceiver.UNAUTHENTIC, SrtpReceiver.REPLAYED);
      assertThat(window.highest()).isEqualTo(7);
    }
    assertThat(receiver.unprotect(genuine, 0, genuine.length, HEADER_BYTES, window)).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void shouldFollowTheSenderOverManyRollovers(SrtpProfile profile) {
    SrtpSender sender = sender(profile);
    SrtpReceiver receiver = receiver(profile);
    // Of a quiet microphone only one packet in a few hundred is decrypted.
    for (long sequence = 65_500; sequence < 5 * 65_536; sequence += 1 + random.nextInt(400)) {
      byte[] packet = protectedPacket(sender, sequence, 20);
      assertThat(receiver.unprotect(packet, 0, packet.length, HEADER_BYTES, window)).isPositive();
      assertThat(window.highest()).isEqualTo(sequence);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseWhatIsTooShort(SrtpProfile profile) {
    SrtpReceiver receiver = receiver(profile);
    byte[] bytes = new byte[64];

    for (int length = 0; length < HEADER_BYTES + profile.tagBytes(); length++) {
      assertThat(receiver.unprotect(bytes, 0, length, HEADER_BYTES, window))
          .isEqualTo(SrtpReceiver.MALFORMED);
    }
    for (int length = 0; length < 8 + profile.rtcpTrailerBytes(); length++) {
      assertThat(receiver.unprotectRtcp(bytes, 0, length)).isEqualTo(SrtpReceiver.MALFORMED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldTakeNoiseForNothing(SrtpProfile profile) {
    SrtpReceiver receiver = receiver(profile);
    byte[] noise = new byte[256];
    for (int i = 0; i < 20_000; i++) {
      random.nextBytes(noise);
      int length = random.nextInt(noise.length + 1);
      int headerBytes = random.nextInt(100);
      assertThat(receiver.unprotect(noise, 0, length, headerBytes, window)).isNegative();
      assertThat(receiver.unprotectRtcp(noise, 0, length)).isNegative();
    }
    assertThat(window.highest()).isNegative();
  }

  @ParameterizedTest
  @EnumSource
  void shouldCarryRtcpOnceAndOnlyUnforged(SrtpProfile profile) {
    SrtpSender sender = sender(profile);
    SrtpReceiver receiver = receiver(profile);
    byte[] plain = rtcp(SSRC);
    byte[] genuine = protectedRtcp(sender, plain);

    for (int bit = 0; bit < genuine.length * Byte.SIZE; bit++) {
      byte[] forged = genuine.clone();
      forged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      // The flag of encryption is the only bit whose change is told apart.
      assertThat(receiver.unprotectRtcp(forged, 0, forged.length))
          .isIn(SrtpReceiver.UNAUTHENTIC, SrtpReceiver.MALFORMED);
    }
    byte[] once = genuine.clone();
    assertThat(receiver.unprotectRtcp(once, 0, once.length)).isEqualTo(plain.length);
    assertThat(slice(once, 0, plain.length)).isEqualTo(plain);
    assertThat(receiver.unprotectRtcp(genuine, 0, genuine.length)).isEqualTo(SrtpReceiver.REPLAYED);
  }

  @ParameterizedTest
  @EnumSource
  void shouldRememberRtcpOfManySourcesWithinBounds(SrtpProfile profile) {
    SrtpSender sender = sender(profile);
    SrtpReceiver receiver = receiver(profile);
    byte[] early = protectedRtcp(sender, rtcp(SSRC));
    receiver.unprotectRtcp(early.clone(), 0, early.length);

    for (int ssrc = 0; ssrc < 1000; ssrc++) {
      byte[] other = protectedRtcp(sender, rtcp(ssrc));
      assertThat(receiver.unprotectRtcp(other.clone(), 0, other.length)).isPositive();
      assertThat(receiver.unprotectRtcp(other, 0, other.length)).isEqualTo(SrtpReceiver.REPLAYED);
      byte[] again = protectedRtcp(sender, rtcp(SSRC));
      assertThat(receiver.unprotectRtcp(again, 0, again.length)).isPositive();
    }
    assertThat(receiver.unprotectRtcp(early, 0, early.length)).isEqualTo(SrtpReceiver.REPLAYED);
  }

  private SrtpSender sender(SrtpProfile profile) {
    return new SrtpSender(engine.open(SrtpVectors.keys(profile).server()));
  }

  private SrtpReceiver receiver(SrtpProfile profile) {
    return new SrtpReceiver(engine.open(SrtpVectors.keys(profile).server()));
  }

  private byte[] protectedPacket(SrtpSender sender, long extendedSequence, int payload) {
    byte[] plain = packet((int) extendedSequence, payload);
    byte[] buffer = new byte[plain.length + sender.profile().tagBytes()];
    System.arraycopy(plain, 0, buffer, 0, plain.length);
    int length = sender.protect(buffer, 0, plain.length, HEADER_BYTES, extendedSequence);
    assertThat(length).isEqualTo(buffer.length);
    return buffer;
  }

  private static byte[] protectedRtcp(SrtpSender sender, byte[] plain) {
    byte[] buffer = new byte[plain.length + sender.profile().rtcpTrailerBytes()];
    System.arraycopy(plain, 0, buffer, 0, plain.length);
    assertThat(sender.protectRtcp(buffer, 0, plain.length)).isEqualTo(buffer.length);
    return buffer;
  }

  private byte[] packet(int sequence, int payload) {
    byte[] packet = new byte[HEADER_BYTES + payload];
    random.nextBytes(packet);
    ByteBuffer.wrap(packet)
        .put(0, (byte) 0x80)
        .put(1, (byte) 96)
        .putShort(2, (short) sequence)
        .putInt(8, SSRC);
    return packet;
  }

  private static byte[] rtcp(int ssrc) {
    return ByteBuffer.allocate(28).putInt(0x81C80006).putInt(ssrc).array();
  }
}
