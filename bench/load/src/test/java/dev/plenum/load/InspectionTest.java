package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.RtpWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InspectionTest {
  private static final long SENT_NANOS = Long.MAX_VALUE - 5;

  private final Inspection inspection = new Inspection();

  @Test
  void shouldMeasureHowLongPacketsTake() {
    for (int millis = 1; millis <= 100; millis++) {
      inspection.add(stamped(), SENT_NANOS + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    Inspection.Findings findings = inspection.take();
    assertThat(findings.latencyMicros().getTotalCount()).isEqualTo(100);
    assertThat(findings.latencyMicros().getValueAtPercentile(50)).isBetween(49_900L, 50_100L);
    assertThat(findings.latencyMicros().getMaxValue()).isBetween(99_900L, 100_100L);
    assertThat(findings.wrong()).isZero();
  }

  @Test
  void shouldCountWhatIsNotAsItWasSent() {
    RtpPacket changed = stamped();
    changed.bytes()[changed.payloadOffset()]++;

    inspection.add(changed, SENT_NANOS);
    inspection.addForeign();

    assertThat(inspection.take().wrong()).isEqualTo(2);
  }

  @Test
  void shouldPassOverProbes() {
    inspection.add(packet(new byte[0]), 0);

    Inspection.Findings findings = inspection.take();
    assertThat(findings.wrong()).isZero();
    assertThat(findings.latencyMicros().getTotalCount()).isZero();
  }

  @Test
  void shouldBeginAnewWhenTaken() {
    inspection.add(stamped(), SENT_NANOS);
    inspection.addForeign();
    inspection.take();

    Inspection.Findings findings = inspection.take();
    assertThat(findings.wrong()).isZero();
    assertThat(findings.latencyMicros().getTotalCount()).isZero();
  }

  private static RtpPacket stamped() {
    byte[] payload = new byte[Stamp.BYTES];
    Stamp.write(payload, Stamp.BYTES, 7, 1, SENT_NANOS);
    return packet(payload);
  }

  private static RtpPacket packet(byte[] payload) {
    byte[] bytes = new byte[100];
    RtpPacket packet = new RtpPacket();
    RtpWriter writer = new RtpWriter();
    packet.wrap(bytes, 0, writer.begin(bytes, 0).payload(payload, 0, payload.length).end());
    return packet;
  }
}
