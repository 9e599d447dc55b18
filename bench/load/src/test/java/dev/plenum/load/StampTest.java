package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.load.OutgoingStream.TransportNumbers;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.RtpWriter;
import org.junit.jupiter.api.Test;

class StampTest {
  private static final int SSRC = 0xfedcba98;
  private static final long NANOS = 0x8123_4567_89ab_cdefL;
  private static final long NUMBER = 1L << 40;

  private final Stamp stamp = new Stamp();

  @Test
  void shouldReadWhatWasWritten() {
    RtpPacket packet = packet(100, 0);

    assertThat(stamp.read(packet)).isTrue();
    assertThat(stamp.ssrc()).isEqualTo(SSRC);
    assertThat(stamp.nanos()).isEqualTo(NANOS);
    assertThat(stamp.number()).isEqualTo(NUMBER);
  }

  @Test
  void shouldReadItBeforePadding() {
    assertThat(stamp.read(packet(Stamp.BYTES, 7))).isTrue();
  }

  @Test
  void shouldFindNoneWhereNoneIs() {
    RtpPacket changed = packet(100, 0);
    changed.bytes()[changed.payloadOffset() + 100 - Stamp.BYTES]++;
    RtpPacket tooShort = new RtpPacket();
    byte[] bytes = new byte[RtpPacket.FIXED_HEADER_BYTES + Stamp.BYTES - 1];
    bytes[0] = (byte) 0x80;
    tooShort.wrap(bytes, 0, bytes.length);

    assertThat(stamp.read(changed)).isFalse();
    assertThat(stamp.read(tooShort)).isFalse();
  }

  @Test
  void shouldStandInEveryPacketOfAStream() {
    OutgoingStream stream = new OutgoingStream(SSRC, Offer.VP8, new TransportNumbers());
    long beganNanos = System.nanoTime();
    for (int i = 0; i < 3; i++) {
      stream.next(0, true).payload(new byte[40], 0, 40);

      assertThat(stamp.read(stream.end())).isTrue();
      assertThat(stamp.number()).isEqualTo(i);
      assertThat(stamp.ssrc()).isEqualTo(SSRC);
      assertThat(stamp.nanos() - beganNanos).isNotNegative();
    }
  }

  private static RtpPacket packet(int payloadBytes, int paddingBytes) {
    byte[] bytes = new byte[200];
    RtpWriter writer = new RtpWriter();
    writer.begin(bytes, 0).ssrc(SSRC).payload(new byte[payloadBytes], 0, payloadBytes);
    Stamp.write(bytes, writer.end(), SSRC, NUMBER, NANOS);
    if (paddingBytes > 0) {
      writer.padding(paddingBytes);
    }
    RtpPacket packet = new RtpPacket();
    packet.wrap(bytes, 0, writer.end());
    return packet;
  }
}
