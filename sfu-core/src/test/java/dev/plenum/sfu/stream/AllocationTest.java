package dev.plenum.sfu.stream;

import static dev.plenum.sfu.stream.TestPackets.MILLIS;
import static dev.plenum.sfu.stream.TestPackets.VP8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.rtcp.RtcpWriter;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SourceKind;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stations 4 to 7 in steady state, with loss, padding, retransmission and reports. */
class AllocationTest {
  private static final int SLOTS = 9;
  private static final int PACKETS = 100_000;
  private static final List<CodecSpec> CODECS = List.of(VP8);

  private final ReceiveStream layer = TestPackets.stream(1, CODECS);
  private final RtpPacket packet =
      TestPackets.packet(1, 96, 0, 0, true, TestPackets.vp8(true, true, 1, 1, new int[1_000]));
  private final RtpPacket padding = TestPackets.padding(1, 96, 0, 0);
  private final RtcpWriter writer = new RtcpWriter();
  private final TransportFeedbackCollector feedback = new TransportFeedbackCollector();
  private final byte[] out = new byte[2_048];
  private long bytesSent;
  private int sequence;
  private long nowNanos;

  @Test
  void shouldAllocateNothingPerPacket() {
    List<Slot> slots = new ArrayList<>();
    Source source = new Source(1, SourceKind.CAMERA, CODECS, 1);
    source.put(0, layer, 0);
    layer.observe(packet, 0);
    for (int i = 0; i < SLOTS; i++) {
      slots.add(new Slot());
      slots.getLast().forwarder.target(source, 0);
      slots.getLast().forwarder.choose(0, Forwarder.HIGHEST, 0);
    }
    layer.onSenderReport(NtpTime.ofUnixNanos(0), 0, 0);

    forward(PACKETS);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    long sentBefore = bytesSent;
    forward(PACKETS);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(bytesSent - sentBefore).isGreaterThan(900L * SLOTS * PACKETS);
    assertThat(allocated / PACKETS).as("bytes per packet").isZero();
    assertThat(allocated).isLessThan(10_000);
  }

  private void forward(int packets) {
    for (int i = 0; i < packets; i++) {
      sequence++;
      nowNanos += 2 * MILLIS;
      if (sequence % 100 == 50) {
        continue;
      }
      RtpPacket next = sequence % 200 == 0 ? padding : packet;
      next.sequenceNumber(sequence & 0xffff);
      next.timestamp(sequence * 180);
      feedback.onPacket(sequence & 0xffff, nowNanos);
      if (layer.accept(next, nowNanos, false) == ReceiveStream.Acceptance.NEW) {
        for (int j = layer.watcherCount() - 1; j >= 0; j--) {
          layer.watcher(j).onPacket(layer, next, nowNanos);
        }
      }
      report();
    }
  }

  private void report() {
    writer.begin(out, 0);
    layer.writeFeedback(writer, 1, 50 * MILLIS, nowNanos);
    if (Deadline.isDue(feedback.nextDeadlineNanos(), nowNanos)) {
      feedback.write(writer, 1, 1, nowNanos);
      writer.receiverReport(1);
      layer.writeReportBlock(writer, nowNanos);
    }
    writer.end();
  }

  private final class Slot implements Watcher {
    private final Forwarder forwarder = new Forwarder(this, CODECS);
    private final SendStream stream =
        new SendStream(
            new SlotSpec("0", SlotSpec.Kind.VIDEO, 2, 3, CODECS),
            new HeaderExtensionIds(TestPackets.EXTENSIONS),
            forwarder,
            new PacketScratch(2_048));
    private final RtcpWriter reports = new RtcpWriter();
    private final byte[] composed = new byte[2_048];

    @Override
    public void onPacket(ReceiveStream from, RtpPacket passing, long now) {
      long number = forwarder.forward(from, passing, now);
      if (number == Forwarder.NOT_FORWARDED) {
        return;
      }
      bytesSent += stream.compose(passing, number, composed, 0);
      if (number % 20 == 10) {
        long again = stream.repeatable((int) (number - 5) & 0xffff, now);
        bytesSent += stream.repeat(again, composed, 0);
      }
      if (stream.isSenderReportDue(now)) {
        stream.writeSenderReport(reports.begin(composed, 0), NtpTime.ofUnixNanos(now), now);
        reports.end();
      }
    }
  }
}
