package dev.plenum.rtp.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.Embedded;
import dev.plenum.rtp.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RtcpPacketTest {
  private final RtcpPacket rtcp = new RtcpPacket();

  @Test
  void shouldWalkOverTheParts() {
    byte[] bytes =
        Hex.bytes(
            "80 c9 0001 00000001", // receiver report without blocks
            "a1 cb 0002 00000002 00000004", // goodbye with four bytes of padding
            "81 ce 0002 00000001 00000003"); // picture loss

    assertThat(rtcp.wrap(bytes, 0, bytes.length)).isTrue();
    assertThat(rtcp.next()).isTrue();
    assertThat(rtcp.kind()).isEqualTo(RtcpKind.RECEIVER_REPORT);
    assertThat(rtcp.count()).isZero();
    assertThat(rtcp.bodyOffset()).isEqualTo(4);
    assertThat(rtcp.bodyBytes()).isEqualTo(4);
    assertThat(rtcp.next()).isTrue();
    assertThat(rtcp.kind()).isEqualTo(RtcpKind.GOODBYE);
    assertThat(rtcp.count()).isEqualTo(1);
    assertThat(rtcp.bodyBytes()).isEqualTo(4);
    assertThat(rtcp.next()).isTrue();
    assertThat(rtcp.offset()).isEqualTo(20);
    assertThat(rtcp.kind()).isEqualTo(RtcpKind.PICTURE_LOSS);
    assertThat(rtcp.next()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "80 c9 00", // a byte short of a header
        "40 c9 0000", // version 1
        "80 c9 0001", // a word that is not there
        "80 c9 0000 80", // a second part that is not there
        "80 c9 0000 00 c9 0000", // a second part of version 0
        "a0 c9 0001 00000000", // padding of nothing
        "a0 c9 0001 00000005", // padding that covers the header
        "a0 c9 0000", // padding without a place for its count
      })
  void shouldRefuseWhatDoesNotAddUp(String hex) {
    byte[] malformed = Hex.bytes(hex);
    byte[] bytes = Embedded.between((byte) 0x80, malformed);

    assertThat(rtcp.wrap(bytes, Embedded.OFFSET, malformed.length)).isFalse();
    assertThat(rtcp.next()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "80, c8, SENDER_REPORT",
    "80, c9, RECEIVER_REPORT",
    "81, ca, SOURCE_DESCRIPTION",
    "81, cb, GOODBYE",
    "81, cd, NACK",
    "8f, cd, TRANSPORT_FEEDBACK",
    "83, cd, OTHER",
    "81, ce, PICTURE_LOSS",
    "84, ce, FULL_INTRA_REQUEST",
    "8f, ce, OTHER",
    "80, cc, OTHER",
    "80, cf, OTHER"
  })
  void shouldTellKindsByTypeAndFormat(String first, String type, RtcpKind kind) {
    byte[] bytes = Hex.bytes(first, type, "0003 00000000 00000000 00000000");

    assertThat(rtcp.wrap(bytes, 0, bytes.length)).isTrue();
    assertThat(rtcp.next()).isTrue();
    assertThat(rtcp.kind()).isEqualTo(kind);
  }
}
