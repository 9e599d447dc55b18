package dev.plenum.rtp.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.Hex;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TransportFeedbackTest {
  private static final long TICK_NANOS = 250_000;
  private static final String HEAD = "00000001 00000002 ";

  private final RtcpPacket rtcp = new RtcpPacket();
  private final TransportFeedback feedback = new TransportFeedback();
  private final RtcpWriter writer = new RtcpWriter();
  private final byte[] written = new byte[4_096];

  @Test
  void shouldReadRunOfSmallDeltas() {
    // Captured from Chrome, as in Jitsi's RtcpFbTccPacketTest: nine packets that follow each other.
    wrap(
        "8f cd 0007 320f223a 8ee50fae",
        "fffa 0009", // base sequence, nine packets
        "19b0b1 57", // reference time, feedback count
        "2009", // run of nine small deltas
        "d8 00 18 14 18 14 18 14 18 00");

    assertThat(feedback.wrap(rtcp)).isTrue();
    assertThat(feedback.senderSsrc()).isEqualTo(0x320f223a);
    assertThat(feedback.mediaSsrc()).isEqualTo(0x8ee50fae);
    assertThat(feedback.baseSequence()).isEqualTo(0xfffa);
    assertThat(feedback.statusCount()).isEqualTo(9);
    assertThat(feedback.referenceTime()).isEqualTo(1_683_633);
    assertThat(feedback.feedbackCount()).isEqualTo(87);
    assertThat(packets())
        .containsExactly(
            "65530 +216",
            "65531 +0",
            "65532 +24",
            "65533 +20",
            "65534 +24",
            "65535 +20",
            "0 +24",
            "1 +20",
            "2 +24");
    assertThat(feedback.arrivalMicros()).isEqualTo(1_683_633L * 64_000 + 372 * 250);
  }

  @Test
  void shouldReadVectorsAndLargeDeltas() {
    wrap(
        "8f cd 0007",
        HEAD,
        "0010 0012", // 18 packets from 16 on
        "ffffff 00", // reference time -1
        "a001", // one bit each: 01 0000 0000 0001
        "d200", // two bits each: 01 00 10 00 ...
        "04 08 0c fffe 000000"); // 4, 8, 12, -2, filled up

    assertThat(feedback.wrap(rtcp)).isTrue();
    assertThat(feedback.referenceTime()).isEqualTo(-1);
    assertThat(packets()).containsExactly("16 +4", "29 +8", "30 +12", "32 -2");
    assertThat(feedback.arrivalMicros()).isEqualTo(-64_000 + 22 * 250);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8f cd 0003 00000001 00000002 0000 0001", // half a head
        "8f cd 0004 00000001 00000002 0000 0001 000000 00", // no chunk
        "8f cd 0005 00000001 00000002 0000 0004 000000 00 2004 0000", // two of four deltas
        "8f cd 0005 00000001 00000002 0000 0002 000000 00 6002 0000", // the reserved symbol, run
        "8f cd 0005 00000001 00000002 0000 0001 000000 00 f000 0000", // and in a vector
        "8f cd 0005 00000001 00000002 0000 0009 000000 00 0001 0001", // chunks for two of nine
      })
  void shouldRefuseWhatDoesNotFit(String hex) {
    wrap(hex);
    assertThat(feedback.wrap(rtcp)).isFalse();
    assertThat(feedback.next()).isFalse();
  }

  @Test
  void shouldEndOnEmptyRuns() {
    wrap("8f cd 0005", HEAD, "0000 0002 000000 00 0000 0000");
    assertThat(feedback.wrap(rtcp)).isTrue();
    assertThat(packets()).isEmpty();
  }

  @Test
  void shouldWriteNothingIfNothingWasReceived() {
    long[] arrivals = {RtcpWriter.NOT_RECEIVED, RtcpWriter.NOT_RECEIVED};
    assertThat(writer.begin(written, 0).transportFeedback(1, 2, 0, 0, arrivals, 0, 2)).isZero();
    assertThat(writer.end()).isZero();
  }

  @Test
  void shouldLeaveArrivalsTooFarApartToTheNextFeedback() {
    long[] arrivals = {0, 32_767 * TICK_NANOS, 65_535 * TICK_NANOS, 65_536 * TICK_NANOS};
    assertThat(writer.begin(written, 0).transportFeedback(1, 2, 0, 7, arrivals, 0, 4)).isEqualTo(2);
    wrapWritten();
    assertThat(feedback.wrap(rtcp)).isTrue();
    assertThat(packets()).containsExactly("7 +0", "8 +32767");

    assertThat(writer.begin(written, 0).transportFeedback(1, 2, 1, 9, arrivals, 2, 2)).isEqualTo(2);
    wrapWritten();
    assertThat(feedback.wrap(rtcp)).isTrue();
    assertThat(feedback.baseSequence()).isEqualTo(9);
    assertThat(feedback.arrivalMicros()).isEqualTo(65_535 / 256 * 64_000);
    assertThat(packets()).containsExactly("9 +255", "10 +1");
  }

  @Test
  void shouldTellOf512PacketsAtMost() {
    long[] arrivals = new long[600];
    assertThat(writer.begin(written, 0).transportFeedback(1, 2, 0, 0, arrivals, 0, 600))
        .isEqualTo(512);
    assertThat(writer.end()).isEqualTo(4 + 16 + 2 + 512 + 2);
  }

  @Test
  void shouldNotAddUpRoundingErrors() {
    long[] arrivals = new long[400];
    for (int i = 0; i < arrivals.length; i++) {
      arrivals[i] = 1_000_000_000L + i * 1_333_333L;
    }
    writer.begin(written, 0).transportFeedback(1, 2, 0, 0, arrivals, 0, arrivals.length);
    wrapWritten();
    assertThat(feedback.wrap(rtcp)).isTrue();
    for (long arrival : arrivals) {
      assertThat(feedback.next()).isTrue();
      assertThat(arrival - feedback.arrivalMicros() * 1_000).isBetween(0L, TICK_NANOS - 1);
    }
  }

  @Property(tries = 500)
  void shouldReadTheFeedbackItWrites(
      @ForAll @IntRange(max = 0xffff) int base,
      @ForAll @LongRange(min = -1_000_000_000_000L, max = 500_000_000_000_000L) long startNanos,
      @ForAll("gaps") List<Integer> gapTicks) {
    long[] arrivals = new long[gapTicks.size()];
    long now = startNanos;
    boolean any = false;
    for (int i = 0; i < arrivals.length; i++) {
      int gap = gapTicks.get(i);
      now += gap == Integer.MAX_VALUE ? 0 : gap * TICK_NANOS;
      arrivals[i] = gap == Integer.MAX_VALUE ? RtcpWriter.NOT_RECEIVED : now;
      any |= gap != Integer.MAX_VALUE;
    }
    int taken =
        writer.begin(written, 0).transportFeedback(1, 2, 300, base, arrivals, 0, arrivals.length);
    assertThat(taken).isEqualTo(any ? arrivals.length : 0);
    if (!any) {
      return;
    }
    wrapWritten();
    assertThat(feedback.wrap(rtcp)).isTrue();
    assertThat(feedback.feedbackCount()).isEqualTo(300 & 0xff);
    assertThat(feedback.statusCount()).isEqualTo(taken);
    for (int i = 0; i < taken; i++) {
      assertThat(feedback.next()).isTrue();
      assertThat(feedback.sequence()).isEqualTo(base + i & 0xffff);
      assertThat(feedback.received()).isEqualTo(arrivals[i] != RtcpWriter.NOT_RECEIVED);
      if (feedback.received()) {
        long micros = Math.floorDiv(arrivals[i], TICK_NANOS) * 250;
        assertThat(feedback.arrivalMicros()).isEqualTo(micros);
      }
    }
    assertThat(feedback.next()).isFalse();
  }

  /** Ticks since the packet before; the largest integer stands for a lost one. */
  @Provide
  Arbitrary<List<Integer>> gaps() {
    Arbitrary<Integer> gap =
        Arbitraries.frequencyOf(
            Tuple.of(10, Arbitraries.integers().between(0, 255)),
            Tuple.of(2, Arbitraries.integers().between(-2_000, 32_767)),
            Tuple.of(4, Arbitraries.just(Integer.MAX_VALUE)));
    return gap.list().ofMinSize(1).ofMaxSize(300);
  }

  private List<String> packets() {
    List<String> received = new ArrayList<>();
    while (feedback.next()) {
      if (feedback.received()) {
        received.add(feedback.sequence() + " " + "%+d".formatted(feedback.deltaTicks()));
      }
    }
    return received;
  }

  private void wrap(String... hex) {
    byte[] bytes = Hex.bytes(hex);
    assertThat(rtcp.wrap(bytes, 0, bytes.length)).isTrue();
    assertThat(rtcp.next()).isTrue();
  }

  private void wrapWritten() {
    assertThat(rtcp.wrap(written, 0, writer.end())).isTrue();
    assertThat(rtcp.next()).isTrue();
  }
}
