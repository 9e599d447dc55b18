package dev.plenum.rtp.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.plenum.rtp.Embedded;

final class RtcpFuzzTest {
  private static final int MOST_NUMBERS_IN_A_NACK = 17 * 0x1_0000;

  private final RtcpPacket rtcp = new RtcpPacket();

  @FuzzTest
  void shouldStayWithinThePacket(byte[] input) {
    byte[] bytes = Embedded.between((byte) 0x81, input);
    if (!rtcp.wrap(bytes, Embedded.OFFSET, input.length)) {
      return;
    }
    int end = Embedded.OFFSET + input.length;
    while (rtcp.next()) {
      assertThat(rtcp.bodyBytes()).isNotNegative();
      assertThat(rtcp.bodyOffset() + rtcp.bodyBytes()).isLessThanOrEqualTo(end);
      readWithEveryReader();
    }
  }

  /** Every reader sees every part: those of other kinds must be turned away. */
  private void readWithEveryReader() {
    assertThat(new SenderReport().wrap(rtcp) && rtcp.kind() != RtcpKind.SENDER_REPORT).isFalse();
    readReportBlocks();
    readSources();
    readPictureRequests();
    readNack();
    readRemb();
    readTransportFeedback();
  }

  private void readReportBlocks() {
    ReportBlocks blocks = new ReportBlocks();
    if (blocks.wrap(rtcp)) {
      int count = 0;
      while (blocks.next()) {
        blocks.delaySinceLastSenderReport();
        count++;
      }
      assertThat(count).isEqualTo(rtcp.count());
    }
  }

  private void readSources() {
    SourceDescription description = new SourceDescription();
    if (description.wrap(rtcp)) {
      while (description.next()) {
        assertThat(description.textOffset() + description.textBytes())
            .isLessThanOrEqualTo(rtcp.bodyOffset() + rtcp.bodyBytes());
      }
    }
    Goodbye goodbye = new Goodbye();
    if (goodbye.wrap(rtcp) && goodbye.count() > 0) {
      goodbye.ssrc(goodbye.count() - 1);
    }
  }

  private void readPictureRequests() {
    PictureLoss loss = new PictureLoss();
    assertThat(loss.wrap(rtcp) && rtcp.kind() != RtcpKind.PICTURE_LOSS).isFalse();
    FullIntraRequest request = new FullIntraRequest();
    if (request.wrap(rtcp)) {
      while (request.next()) {
        assertThat(request.commandNumber()).isBetween(0, 255);
      }
    }
  }

  private void readNack() {
    Nack nack = new Nack();
    if (nack.wrap(rtcp)) {
      int count = 0;
      while (nack.next()) {
        assertThat(nack.sequenceNumber()).isBetween(0, 0xffff);
        count++;
      }
      assertThat(count).isBetween(1, MOST_NUMBERS_IN_A_NACK);
    }
  }

  private void readRemb() {
    Remb remb = new Remb();
    if (remb.wrap(rtcp)) {
      assertThat(remb.bitrateBps()).isNotNegative();
      for (int i = 0; i < remb.ssrcCount(); i++) {
        remb.ssrc(i);
      }
    }
  }

  private void readTransportFeedback() {
    TransportFeedback feedback = new TransportFeedback();
    if (feedback.wrap(rtcp)) {
      int count = 0;
      while (feedback.next()) {
        assertThat(feedback.sequence()).isBetween(0, 0xffff);
        assertThat(feedback.received() || feedback.deltaTicks() == 0).isTrue();
        count++;
      }
      assertThat(count).isEqualTo(feedback.statusCount());
    }
  }
}
