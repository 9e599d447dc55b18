package dev.plenum.rtp.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.Hex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** NACK, picture loss, full intra request and REMB. */
final class FeedbackTest {
  private final RtcpPacket rtcp = new RtcpPacket();
  private final RtcpWriter writer = new RtcpWriter();
  private final byte[] written = new byte[8_192];

  @Test
  void shouldWalkOverLostPackets() {
    // 0xfffe, and of the sixteen after it the 1st, the 2nd and the 16th; then 0x0100 alone.
    wrap("81 cd 0004 00000001 00000002 fffe 8003 0100 0000");

    Nack nack = new Nack();
    assertThat(nack.wrap(rtcp)).isTrue();
    assertThat(nack.senderSsrc()).isEqualTo(1);
    assertThat(nack.mediaSsrc()).isEqualTo(2);
    assertThat(sequenceNumbers(nack)).containsExactly(0xfffe, 0xffff, 0x0000, 0x000e, 0x0100);
  }

  @Test
  void shouldRefuseNackOfNothing() {
    wrap("81 cd 0002 00000001 00000002");
    Nack nack = new Nack();
    assertThat(nack.wrap(rtcp)).isFalse();
    assertThat(nack.next()).isFalse();
  }

  @Test
  void shouldPackLostPacketsTightly() {
    int[] lost = {0xfffe, 0xffff, 0x0000, 0x000e, 0x000f, 0x0100};
    int length = writer.begin(written, 0).nack(1, 2, lost, 0, lost.length).end();
    assertThat(Arrays.copyOf(written, length))
        .isEqualTo(Hex.bytes("81 cd 0005 00000001 00000002 fffe 8003 000f 0000 0100 0000"));
  }

  @Property(tries = 300)
  void shouldReadTheNackItWrites(
      @ForAll @IntRange(max = 0xffff) int first,
      @ForAll @Size(max = 200) List<@IntRange(min = 1, max = 40) Integer> gaps) {
    int[] lost = new int[gaps.size() + 1];
    lost[0] = first;
    for (int i = 0; i < gaps.size(); i++) {
      lost[i + 1] = lost[i] + gaps.get(i) & 0xffff;
    }
    wrapWritten(writer.begin(written, 0).nack(1, 2, lost, 0, lost.length).end());

    Nack nack = new Nack();
    assertThat(nack.wrap(rtcp)).isTrue();
    assertThat(sequenceNumbers(nack).stream().mapToInt(Integer::intValue).toArray())
        .isEqualTo(lost);
  }

  @Test
  void shouldReadAndWritePictureLoss() {
    int length = writer.begin(written, 0).pli(1, 2).end();
    assertThat(Arrays.copyOf(written, length)).isEqualTo(Hex.bytes("81 ce 0002 00000001 00000002"));

    wrapWritten(length);
    PictureLoss loss = new PictureLoss();
    assertThat(loss.wrap(rtcp)).isTrue();
    assertThat(loss.senderSsrc()).isEqualTo(1);
    assertThat(loss.mediaSsrc()).isEqualTo(2);

    wrap("81 ce 0001 00000001");
    assertThat(loss.wrap(rtcp)).isFalse();
  }

  @Test
  void shouldReadAndWriteFullIntraRequests() {
    int length = writer.begin(written, 0).fir(1, 2, 0x1ff).end();
    assertThat(Arrays.copyOf(written, length))
        .isEqualTo(Hex.bytes("84 ce 0004 00000001 00000000 00000002 ff000000"));

    wrap("84 ce 0006 00000001 00000000", "00000002 ff000000", "00000003 01000000");
    FullIntraRequest request = new FullIntraRequest();
    assertThat(request.wrap(rtcp)).isTrue();
    assertThat(request.senderSsrc()).isEqualTo(1);
    assertThat(request.next()).isTrue();
    assertThat(request.ssrc()).isEqualTo(2);
    assertThat(request.commandNumber()).isEqualTo(255);
    assertThat(request.next()).isTrue();
    assertThat(request.ssrc()).isEqualTo(3);
    assertThat(request.next()).isFalse();

    wrap("84 ce 0003 00000001 00000000 00000002");
    assertThat(request.wrap(rtcp)).isFalse();
    assertThat(request.next()).isFalse();
  }

  @Test
  void shouldReadRemb() {
    // The mantissa 0x3fb93 and the exponent 1: as libwebrtc's remb_unittest.cc codes 522,022 bit/s.
    wrap("8f ce 0007 12345678 00000000 52454d42 03 07fb93 23456789 2345678a 2345678b");

    Remb remb = new Remb();
    assertThat(remb.wrap(rtcp)).isTrue();
    assertThat(remb.senderSsrc()).isEqualTo(0x12345678);
    assertThat(remb.bitrateBps()).isEqualTo(0x3fb93L * 2);
    assertThat(remb.ssrcCount()).isEqualTo(3);
    assertThat(remb.ssrc(2)).isEqualTo(0x2345678b);
  }

  @Test
  void shouldRefuseRembCutShort() {
    Remb remb = new Remb();
    wrap("8f ce 0003 00000001 00000000 52454d42");
    assertThat(remb.wrap(rtcp)).isFalse();
    wrap("8f ce 0004 00000001 00000000 52454d42 01 000001");
    assertThat(remb.wrap(rtcp)).isFalse();
    wrap("8f ce 0004 00000001 00000000 52454d43 00 000001");
    assertThat(remb.wrap(rtcp)).isFalse();
  }

  @Test
  void shouldNotOverflowOnAbsurdRates() {
    Remb remb = new Remb();
    wrap("8f ce 0004 00000001 00000000 52454d42 00 ffffff");
    assertThat(remb.wrap(rtcp)).isTrue();
    assertThat(remb.bitrateBps()).isEqualTo(Long.MAX_VALUE);
    wrap("8f ce 0004 00000001 00000000 52454d42 00 fc0000");
    assertThat(remb.wrap(rtcp)).isTrue();
    assertThat(remb.bitrateBps()).isZero();
  }

  @Property(tries = 300)
  void shouldReadTheRembItWrites(
      @ForAll @LongRange(min = 0) long bitrateBps, @ForAll @Size(max = 255) int[] ssrcs) {
    wrapWritten(writer.begin(written, 0).remb(1, bitrateBps, ssrcs, 0, ssrcs.length).end());

    Remb remb = new Remb();
    assertThat(remb.wrap(rtcp)).isTrue();
    assertThat(remb.bitrateBps()).isBetween(bitrateBps - (bitrateBps >> 17), bitrateBps);
    assertThat(remb.ssrcCount()).isEqualTo(ssrcs.length);
    for (int i = 0; i < ssrcs.length; i++) {
      assertThat(remb.ssrc(i)).isEqualTo(ssrcs[i]);
    }
  }

  private static List<Integer> sequenceNumbers(Nack nack) {
    List<Integer> all = new ArrayList<>();
    while (nack.next()) {
      all.add(nack.sequenceNumber());
    }
    return all;
  }

  private void wrap(String... hex) {
    byte[] bytes = Hex.bytes(hex);
    assertThat(rtcp.wrap(bytes, 0, bytes.length)).isTrue();
    assertThat(rtcp.next()).isTrue();
  }

  private void wrapWritten(int length) {
    assertThat(rtcp.wrap(written, 0, length)).isTrue();
    assertThat(rtcp.next()).isTrue();
  }
}
