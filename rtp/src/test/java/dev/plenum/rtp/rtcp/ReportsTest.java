package dev.plenum.rtp.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plenum.rtp.Hex;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ReportsTest {
  private static final String SENDER_INFO = "0b0c0d0e 83aa7e80 80000000 00001234 00000005 00000678";
  private static final String BLOCK = "0000cafe 40 fffffe 00010002 00000007 7e808000 00018000";

  private final RtcpPacket rtcp = new RtcpPacket();
  private final RtcpWriter writer = new RtcpWriter();
  private final byte[] written = new byte[1_500];

  @Test
  void shouldReadSenderReport() {
    wrap("81 c8 000c", SENDER_INFO, BLOCK);

    SenderReport report = new SenderReport();
    assertThat(report.wrap(rtcp)).isTrue();
    assertThat(report.ssrc()).isEqualTo(0x0b0c0d0e);
    assertThat(report.ntpTimestamp()).isEqualTo(0x83aa7e80_80000000L);
    assertThat(report.rtpTimestamp()).isEqualTo(0x1234);
    assertThat(report.packetCount()).isEqualTo(5);
    assertThat(report.octetCount()).isEqualTo(0x678);

    ReportBlocks blocks = new ReportBlocks();
    assertThat(blocks.wrap(rtcp)).isTrue();
    assertThat(blocks.reporterSsrc()).isEqualTo(0x0b0c0d0e);
    assertThat(blocks.next()).isTrue();
    assertThat(blocks.ssrc()).isEqualTo(0xcafe);
    assertThat(blocks.fractionLost()).isEqualTo(64);
    assertThat(blocks.cumulativeLost()).isEqualTo(-2);
    assertThat(blocks.extendedHighestSequence()).isEqualTo(0x1_0002);
    assertThat(blocks.jitter()).isEqualTo(7);
    assertThat(blocks.lastSenderReport()).isEqualTo(0x7e808000);
    assertThat(blocks.delaySinceLastSenderReport()).isEqualTo(0x1_8000);
    assertThat(blocks.next()).isFalse();
  }

  @Test
  void shouldReadReceiverReport() {
    wrap("82 c9 000d 00000001", BLOCK, BLOCK);

    ReportBlocks blocks = new ReportBlocks();
    assertThat(blocks.wrap(rtcp)).isTrue();
    assertThat(blocks.reporterSsrc()).isEqualTo(1);
    assertThat(blocks.next()).isTrue();
    assertThat(blocks.next()).isTrue();
    assertThat(blocks.ssrc()).isEqualTo(0xcafe);
    assertThat(blocks.next()).isFalse();
    assertThat(new SenderReport().wrap(rtcp)).isFalse();
  }

  @Test
  void shouldRefuseReportsCutShort() {
    wrap("80 c8 0005 00000001 00000002 00000003 00000004 00000005");
    assertThat(new SenderReport().wrap(rtcp)).isFalse();
    assertThat(new ReportBlocks().wrap(rtcp)).isFalse();

    wrap("82 c9 0007 00000001", BLOCK);
    ReportBlocks blocks = new ReportBlocks();
    assertThat(blocks.wrap(rtcp)).isFalse();
    assertThat(blocks.next()).isFalse();

    wrap("81 cb 0001 00000001");
    assertThat(blocks.wrap(rtcp)).isFalse();
  }

  @Test
  void shouldWriteWhatItReads() {
    writer.begin(written, 0).senderReport(0x0b0c0d0e, 0x83aa7e80_80000000L, 0x1234, 5, 0x678);
    writer.reportBlock(0xcafe, 64, -2, 0x1_0002, 7, 0x7e808000, 0x1_8000);
    writer.receiverReport(1);
    writer.reportBlock(0xcafe, 64, -2, 0x1_0002, 7, 0x7e808000, 0x1_8000);

    assertThat(Arrays.copyOf(written, writer.end()))
        .isEqualTo(Hex.bytes("81 c8 000c", SENDER_INFO, BLOCK, "81 c9 0007 00000001", BLOCK));
  }

  @Test
  void shouldClampLossesTo24Bits() {
    writer.begin(written, 0).receiverReport(1);
    writer.reportBlock(2, 0, Integer.MAX_VALUE, 0, 0, 0, 0);
    writer.reportBlock(3, 0, Integer.MIN_VALUE, 0, 0, 0, 0);
    rtcp.wrap(written, 0, writer.end());
    rtcp.next();

    ReportBlocks blocks = new ReportBlocks();
    blocks.wrap(rtcp);
    blocks.next();
    assertThat(blocks.cumulativeLost()).isEqualTo(0x7f_ffff);
    blocks.next();
    assertThat(blocks.cumulativeLost()).isEqualTo(-0x80_0000);
  }

  @Test
  void shouldTakeAtMost31BlocksAndOnlyIntoAReport() {
    writer.begin(written, 0).receiverReport(1);
    for (int i = 0; i < 31; i++) {
      writer.reportBlock(i, 0, 0, 0, 0, 0, 0);
    }
    assertThatThrownBy(() -> writer.reportBlock(31, 0, 0, 0, 0, 0, 0))
        .isInstanceOf(IllegalStateException.class);

    writer.begin(written, 0).receiverReport(1).bye(1);
    assertThatThrownBy(() -> writer.reportBlock(2, 0, 0, 0, 0, 0, 0))
        .isInstanceOf(IllegalStateException.class);
  }

  private void wrap(String... hex) {
    byte[] bytes = Hex.bytes(hex);
    assertThat(rtcp.wrap(bytes, 0, bytes.length)).isTrue();
    assertThat(rtcp.next()).isTrue();
  }
}
