package dev.plenum.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RtpPacketTest {
  private final RtpPacket packet = new RtpPacket();

  @Test
  void shouldReadFixedFields() {
    byte[] bytes =
        Hex.bytes(
            "80 e0 1234", // version 2, marker, payload type 96, sequence number
            "89abcdef", // timestamp
            "deadbeef", // SSRC
            "010203"); // payload

    assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
    assertThat(packet.marker()).isTrue();
    assertThat(packet.payloadType()).isEqualTo(96);
    assertThat(packet.sequenceNumber()).isEqualTo(0x1234);
    assertThat(packet.timestamp()).isEqualTo(0x89abcdef);
    assertThat(packet.ssrc()).isEqualTo(0xdeadbeef);
    assertThat(packet.csrcCount()).isZero();
    assertThat(packet.hasExtension()).isFalse();
    assertThat(packet.headerBytes()).isEqualTo(12);
    assertThat(packet.payloadOffset()).isEqualTo(12);
    assertThat(packet.payloadBytes()).isEqualTo(3);
    assertThat(packet.paddingBytes()).isZero();
  }

  @Test
  void shouldReadContributingSources() {
    byte[] bytes = Hex.bytes("82 00 0001 00000000 00000007", "00000011 fffffff2", "aa");

    assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
    assertThat(packet.csrcCount()).isEqualTo(2);
    assertThat(packet.csrc(0)).isEqualTo(0x11);
    assertThat(packet.csrc(1)).isEqualTo(0xfffffff2);
    assertThat(packet.payloadOffset()).isEqualTo(20);
  }

  @Test
  void shouldLeavePaddingOutOfThePayload() {
    byte[] bytes = Hex.bytes("a0 00 0001 00000000 00000007", "aabbcc", "000003");

    assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
    assertThat(packet.payloadBytes()).isEqualTo(3);
    assertThat(packet.paddingBytes()).isEqualTo(3);
  }

  @Test
  void shouldAcceptPaddingOnly() {
    byte[] bytes = Hex.bytes("a0 00 0001 00000000 00000007", "00000004");

    assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
    assertThat(packet.payloadBytes()).isZero();
  }

  @Test
  void shouldNotLookAtPaddingThatIsEncrypted() {
    byte[] bytes = Hex.bytes("a0 00 0001 00000000 00000007", "aabbff");

    assertThat(packet.wrap(bytes, 0, bytes.length)).isFalse();
    assertThat(packet.wrapHeader(bytes, 0, bytes.length)).isTrue();
    assertThat(packet.payloadBytes()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "80 00 0001 00000000 000000", // a byte short of the fixed header
        "40 00 0001 00000000 00000007", // version 1
        "81 00 0001 00000000 00000007", // a CSRC that is not there
        "90 00 0001 00000000 00000007", // an extension that is not there
        "90 00 0001 00000000 00000007 bede", // half of its header
        "90 00 0001 00000000 00000007 bede 0001", // a word that is not there
        "90 00 0001 00000000 00000007 bede ffff 00000000", // far more than is there
        "a0 00 0001 00000000 00000007", // padding without a place for its count
        "a0 00 0001 00000000 00000007 00", // padding of nothing
        "a0 00 0001 00000000 00000007 0005", // more padding than payload
      })
  void shouldRefuseWhatDoesNotFit(String hex) {
    byte[] malformed = Hex.bytes(hex);
    byte[] bytes = Embedded.between((byte) 0, malformed);

    assertThat(packet.wrap(bytes, Embedded.OFFSET, malformed.length)).isFalse();
  }

  @Test
  void shouldFindOneByteElementsAmongPadding() {
    // Laid out as the example of RFC 8285 section 4.2.
    byte[] bytes =
        Hex.bytes(
            "90 00 0001 00000000 00000007",
            "bede 0003", // one-byte form, three words
            "10 a1", // id 1, one byte
            "21 b1b2", // id 2, two bytes
            "00 00", // padding
            "33 c1c2c3c4", // id 3, four bytes
            "ee"); // payload

    assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
    assertThat(packet.extensionOffset(1)).isEqualTo(17);
    assertThat(packet.extensionBytes(1)).isEqualTo(1);
    assertThat(packet.extensionOffset(2)).isEqualTo(19);
    assertThat(packet.extensionBytes(2)).isEqualTo(2);
    assertThat(packet.extensionOffset(3)).isEqualTo(24);
    assertThat(packet.extensionBytes(3)).isEqualTo(4);
    assertThat(packet.extensionOffset(4)).isEqualTo(-1);
    assertThat(packet.extensionBytes(4)).isEqualTo(-1);
    assertThat(packet.payloadBytes()).isEqualTo(1);
  }

  @Test
  void shouldFindTwoByteElements() {
    // Laid out as the example of RFC 8285 section 4.3; the lower four bits of the profile are the
    // application's.
    byte[] bytes =
        Hex.bytes(
            "90 00 0001 00000000 00000007",
            "1007 0003",
            "01 00", // id 1, no data
            "02 01 b1", // id 2, one byte
            "00", // padding
            "c8 04 c1c2c3c4"); // id 200, four bytes

    assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
    assertThat(packet.extensionOffset(1)).isEqualTo(18);
    assertThat(packet.extensionBytes(1)).isZero();
    assertThat(packet.extensionOffset(2)).isEqualTo(20);
    assertThat(packet.extensionOffset(200)).isEqualTo(24);
    assertThat(packet.extensionBytes(200)).isEqualTo(4);
    assertThat(packet.extensionOffset(0)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bede 0001 f0 aa 20 bb", // id 15 ends the block
        "bede 0001 01 aa 20 bb", // id 0 with a length ends it too
        "bede 0001 23 aabbcc", // data runs out of the block
        "1000 0001 02 04 aabb", // the same in the two-byte form
        "1000 0001 00 0000 02", // a length that is not there
        "abcd 0001 20 aa 0000", // neither form
        "bede 0000", // empty
      })
  void shouldFindNothingBehindMalformedElements(String extension) {
    byte[] bytes = Hex.bytes("90 00 0001 00000000 00000007", extension);

    assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
    assertThat(packet.extensionOffset(2)).isEqualTo(-1);
  }

  @Test
  void shouldRewriteInPlace() {
    byte[] bytes = Hex.bytes("80 80 0000 00000000 00000000");
    packet.wrap(bytes, 0, bytes.length);

    packet.payloadType(111);
    packet.sequenceNumber(0x1ffff);
    packet.timestamp(-2);
    packet.ssrc(0xcafebabe);
    assertThat(bytes).isEqualTo(Hex.bytes("80 ef ffff fffffffe cafebabe"));

    packet.marker(false);
    assertThat(packet.payloadType()).isEqualTo(111);
    assertThat(packet.marker()).isFalse();
    packet.marker(true);
    assertThat(packet.marker()).isTrue();
  }
}
