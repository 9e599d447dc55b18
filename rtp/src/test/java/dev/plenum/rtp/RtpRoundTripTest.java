package dev.plenum.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class RtpRoundTripTest {
  private final byte[] bytes = new byte[8_192];

  @Property(tries = 500)
  void shouldReadWhatWasWritten(
      @ForAll boolean marker,
      @ForAll @IntRange(max = 127) int payloadType,
      @ForAll @IntRange(max = 0xffff) int sequenceNumber,
      @ForAll int timestamp,
      @ForAll int ssrc,
      @ForAll @Size(max = 15) List<Integer> csrcs,
      @ForAll("extensions") Map<Integer, byte[]> extensions,
      @ForAll @Size(max = 100) byte[] payload,
      @ForAll @IntRange(max = 255) int padding) {
    RtpWriter writer = new RtpWriter().begin(bytes, 7);
    writer.marker(marker).payloadType(payloadType).sequenceNumber(sequenceNumber);
    writer.timestamp(timestamp).ssrc(ssrc);
    csrcs.forEach(writer::csrc);
    extensions.forEach((id, data) -> writer.extension(id, data, 0, data.length));
    writer.payload(payload, 0, payload.length);
    if (padding > 0) {
      writer.padding(padding);
    }
    int length = writer.end();

    RtpPacket packet = new RtpPacket();
    assertThat(packet.wrap(bytes, 7, length)).isTrue();
    assertThat(packet.marker()).isEqualTo(marker);
    assertThat(packet.payloadType()).isEqualTo(payloadType);
    assertThat(packet.sequenceNumber()).isEqualTo(sequenceNumber);
    assertThat(packet.timestamp()).isEqualTo(timestamp);
    assertThat(packet.ssrc()).isEqualTo(ssrc);
    assertThat(packet.csrcCount()).isEqualTo(csrcs.size());
    for (int i = 0; i < csrcs.size(); i++) {
      assertThat(packet.csrc(i)).isEqualTo(csrcs.get(i));
    }
    extensions.forEach(
        (id, data) -> {
          assertThat(packet.extensionBytes(id)).isEqualTo(data.length);
          assertThat(from(packet.extensionOffset(id), data.length)).isEqualTo(data);
        });
    assertThat(from(packet.payloadOffset(), packet.payloadBytes())).isEqualTo(payload);
    assertThat(packet.paddingBytes()).isEqualTo(padding);
  }

  private byte[] from(int offset, int length) {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  /** Mostly such as the one-byte form can hold, now and then one that it cannot. */
  @Provide
  Arbitrary<Map<Integer, byte[]>> extensions() {
    Arbitrary<Integer> ids =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.integers().between(1, 14)),
            Tuple.of(1, Arbitraries.integers().between(15, 255)));
    Arbitrary<byte[]> data =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(16)),
            Tuple.of(1, Arbitraries.bytes().array(byte[].class).ofMaxSize(255)));
    return Arbitraries.maps(ids, data).ofMaxSize(8);
  }
}
