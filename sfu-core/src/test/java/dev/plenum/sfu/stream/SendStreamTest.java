package dev.plenum.sfu.stream;

import static dev.plenum.sfu.stream.TestPackets.MILLIS;
import static dev.plenum.sfu.stream.TestPackets.SECONDS;
import static dev.plenum.sfu.stream.TestPackets.VP8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.HeaderExtension;
import dev.plenum.rtp.PlayoutDelay;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.RtpWriter;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.rtp.rtcp.ReportBlocks;
import dev.plenum.rtp.rtcp.RtcpPacket;
import dev.plenum.rtp.rtcp.RtcpWriter;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.DropReason;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SourceKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendStreamTest {
  private static final Map<HeaderExtension, Integer> RECEIVER_IDS =
      Map.of(
          HeaderExtension.AUDIO_LEVEL, 5,
          HeaderExtension.TRANSPORT_SEQUENCE, 7,
          HeaderExtension.PLAYOUT_DELAY, 9);

  private final byte[] out = new byte[2_048];
  private List<CodecSpec> publisherCodecs = List.of(VP8);
  private List<CodecSpec> receiverCodecs = List.of(VP8);
  private Map<HeaderExtension, Integer> receiverIds = RECEIVER_IDS;
  private int rtxSsrc = 0x77;

  @Test
  void shouldRenumberHeaderExtensionsForReceiver() {
    Shown shown = show(extended(packet -> packet.extension(1, 0x85, 1).extension(4, 1, 1)));
    RtpPacket sent = shown.sent;
    assertThat(sent.extensionOffset(5)).isPositive();
    assertThat(sent.bytes()[sent.extensionOffset(5)]).isEqualTo((byte) 0x85);
    assertThat(sent.extensionBytes(7)).isEqualTo(2);
    assertThat(sent.extensionOffset(1)).isEqualTo(-1);
    assertThat(sent.extensionOffset(4)).isEqualTo(-1);
    assertThat(shown.stream.transportSequenceOffset()).isEqualTo(3 + sent.extensionOffset(7));
  }

  @Test
  void shouldFindTransportSequenceInTwoByteForm() {
    receiverIds = Map.of(HeaderExtension.AUDIO_LEVEL, 200, HeaderExtension.TRANSPORT_SEQUENCE, 7);
    Shown shown = show(extended(packet -> packet.extension(1, 0x85, 1)));
    assertThat(shown.sent.extensionBytes(200)).isEqualTo(1);
    assertThat(shown.stream.transportSequenceOffset()).isEqualTo(3 + shown.sent.extensionOffset(7));
  }

  @Test
  void shouldReserveNoTransportSequenceWithoutItsExtension() {
    receiverIds = Map.of();
    Shown shown = show(extended(packet -> packet.extension(1, 0x85, 1)));
    assertThat(shown.sent.hasExtension()).isFalse();
    assertThat(shown.stream.transportSequenceOffset()).isEqualTo(-1);
  }

  @Test
  void shouldUsePayloadTypesOfReceiver() {
    receiverCodecs = List.of(new CodecSpec(Codec.VP8, 120, 90_000, 121, ""));
    Shown shown = show(extended(packet -> packet));
    assertThat(shown.sent.payloadType()).isEqualTo(120);
    int length = repeat(shown, 0, 0);
    assertThat(TestPackets.wrap(out, length).payloadType()).isEqualTo(121);
    assertThat(TestPackets.wrap(out, length).ssrc()).isEqualTo(0x77);
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 15})
  void shouldRewritePictureIdsInTheirWidth(int bits) {
    TestSlot slot = new TestSlot(0, SlotSpec.Kind.VIDEO, List.of(VP8));
    int largest = (1 << bits) - 1;
    for (int number = 1; number <= 2; number++) {
      TestLayer layer = new TestLayer('A', number, 0, List.of(VP8));
      slot.show(flowing(layer), 0, 0);
      layer.deliver(layer.packet(VP8, 5, vp8(bits, largest)), 0);
      layer.deliver(layer.packet(VP8, 6, vp8(bits, 0)), 0);
    }
    List<Integer> ids = slot.sent.stream().map(sent -> sent.mark().pictureId()).toList();
    assertThat(ids).containsExactly(largest, 0, 1, 2);
    assertThat(slot.last().mark().pictureIdBits()).isEqualTo(bits);
  }

  @Test
  void shouldNotRepeatWithoutRtx() {
    rtxSsrc = 0;
    Shown shown = show(extended(packet -> packet));
    assertThat(repeat(shown, 0, 0)).isZero();
    assertThat(shown.stream.refusal()).isEqualTo(DropReason.NACK_WITHOUT_RTX);
  }

  /** A late packet of a payload type that the receiver does not know left its hole open. */
  @Test
  void shouldNotRepeatWhatReceiverCannotDecode() {
    publisherCodecs = List.of(VP8, TestPackets.H264);
    Shown shown = show(extended(packet -> packet));
    shown.layer.deliver(shown.layer.video(VP8, 3, false), 0);
    shown.layer.deliver(shown.layer.packet(TestPackets.H264, 2, new byte[] {0x61, 0}), 0);
    assertThat(repeat(shown, 1, SECONDS)).isZero();
    assertThat(shown.stream.refusal()).isEqualTo(DropReason.NACK_TOO_OLD);
  }

  @Test
  void shouldTellHowOftenAPacketIsAskedFor() {
    Shown shown = show(extended(packet -> packet));
    repeat(shown, 0, SECONDS);
    assertThat(shown.stream.timesAsked()).isEqualTo(1);
    repeat(shown, 0, SECONDS + 75 * MILLIS);
    assertThat(shown.stream.timesAsked()).isEqualTo(2);
  }

  @Test
  void shouldRepeatOncePerRoundTripOnly() {
    Shown shown = show(extended(packet -> packet));
    assertThat(repeat(shown, 0, SECONDS)).isPositive();
    assertThat(repeat(shown, 0, SECONDS + 74 * MILLIS)).isZero();
    assertThat(shown.stream.refusal()).isEqualTo(DropReason.NACK_TOO_SOON);
    assertThat(repeat(shown, 0, SECONDS + 75 * MILLIS)).isPositive();
    assertThat(repeat(shown, 1, SECONDS)).isZero();
    assertThat(shown.stream.refusal()).isEqualTo(DropReason.NACK_TOO_OLD);
  }

  @Test
  void shouldCountRetransmissionsOnTheirOwn() {
    Shown shown = show(extended(packet -> packet));
    repeat(shown, 0, SECONDS);
    int first = TestPackets.wrap(out, 100).sequenceNumber();
    repeat(shown, 0, 2 * SECONDS);
    assertThat(TestPackets.wrap(out, 100).sequenceNumber()).isEqualTo(first + 1);
    assertThat(shown.stream.packets()).isEqualTo(1);
  }

  @Test
  void shouldMeasureRoundTripByReports() {
    Shown shown = show(extended(packet -> packet));
    shown.layer.stream.onSenderReport(NtpTime.ofUnixNanos(5 * SECONDS), 0, 0);
    long ntp = NtpTime.ofUnixNanos(1_795_000_000L * SECONDS);
    assertThat(shown.stream.isSenderReportDue(SECONDS)).isTrue();
    assertThat(shown.stream.writeSenderReport(new RtcpWriter().begin(out, 0), ntp, SECONDS))
        .isTrue();
    assertThat(shown.stream.isSenderReportDue(SECONDS)).isFalse();

    report(shown, (int) (ntp >>> 16), SECONDS + 620 * MILLIS);

    assertThat(shown.stream.roundTripNanos()).isEqualTo(120 * MILLIS);
    assertThat(shown.stream.reportedExpected()).isEqualTo(101);
    assertThat(shown.stream.reportedLost()).isEqualTo(3);
  }

  @Test
  void shouldLetReceiverWaitForRepairs() {
    Shown shown = show(extended(packet -> packet));
    for (int i = 1; i < RecentLosses.MANY; i++) {
      repeat(shown, 0, i * SECONDS);
    }
    report(shown, 0, 5 * SECONDS);
    assertThat(playoutDelayMillis(shown)).isEqualTo(-1);

    repeat(shown, 0, 5 * SECONDS);
    report(shown, 0, 6 * SECONDS);
    assertThat(playoutDelayMillis(shown)).isEqualTo(350);
    report(shown, 0, 6 * SECONDS + RecentLosses.FORGOTTEN_NANOS);
    assertThat(playoutDelayMillis(shown)).isZero();
  }

  @Test
  void shouldLetReceiverWaitForRepairsByPublisher() {
    Shown shown = show(extended(packet -> packet));
    for (int i = 1; i <= RecentLosses.MANY; i++) {
      shown.layer.deliver(shown.layer.video(VP8, 1 + 2 * i, false), i * SECONDS);
      RtcpWriter writer = new RtcpWriter().begin(new byte[200], 0);
      assertThat(shown.layer.stream.writeFeedback(writer, 9, 140 * MILLIS, i * SECONDS)).isTrue();
    }
    report(shown, 0, 6 * SECONDS);
    assertThat(playoutDelayMillis(shown)).isEqualTo(470);
  }

  @Test
  void shouldPassDelayOfPublisherUnlessPacketsAreLost() {
    Shown shown = show(extended(packet -> packet.extension(8, PlayoutDelay.encode(50, 60), 3)));
    assertThat(playoutDelayMillis(shown)).isEqualTo(50);
    for (int i = 0; i < RecentLosses.MANY; i++) {
      repeat(shown, 0, (i + 1) * SECONDS);
    }
    report(shown, 0, 6 * SECONDS);
    assertThat(playoutDelayMillis(shown)).isEqualTo(350);
  }

  private int repeat(Shown shown, int lost, long nowNanos) {
    long sequence = shown.stream.repeatable(lost, nowNanos);
    return sequence == Forwarder.NOT_FORWARDED ? 0 : shown.stream.repeat(sequence, out, 0);
  }

  /** The receiver reports; 0 as the last sender report tells nothing of the round trip. */
  private static void report(Shown shown, int lastSenderReport, long nowNanos) {
    byte[] bytes = new byte[200];
    RtcpWriter writer = new RtcpWriter().begin(bytes, 0).receiverReport(9);
    writer.reportBlock(1, 64, 3, 100, 0, lastSenderReport, 65_536 / 2);
    RtcpPacket packet = new RtcpPacket();
    assertThat(packet.wrap(bytes, 0, writer.end())).isTrue();
    assertThat(packet.next()).isTrue();
    ReportBlocks block = new ReportBlocks();
    assertThat(block.wrap(packet)).isTrue();
    assertThat(block.next()).isTrue();
    shown.stream.onReportBlock(block, nowNanos);
  }

  /** What the next packet asks for, -1 if nothing. */
  private int playoutDelayMillis(Shown shown) {
    int length = shown.stream.compose(shown.received, 0, out, 0);
    RtpPacket next = TestPackets.wrap(out, length);
    int at = next.extensionOffset(9);
    return at < 0 ? -1 : PlayoutDelay.minMillis(next.bytes(), at);
  }

  private record Shown(TestLayer layer, SendStream stream, RtpPacket received, RtpPacket sent) {}

  private interface Extensions {
    RtpWriter write(RtpWriter packet);
  }

  /** A key frame of VP8 that carries header extensions by the publisher's ids. */
  private static RtpPacket extended(Extensions extensions) {
    byte[] bytes = new byte[200];
    byte[] payload = TestPackets.vp8(true, true, 1, 1);
    RtpWriter writer =
        new RtpWriter().begin(bytes, 0).ssrc(1).payloadType(96).sequenceNumber(1).timestamp(5);
    int length = extensions.write(writer).payload(payload, 0, payload.length).end();
    return TestPackets.wrap(bytes, length);
  }

  /** Sends one packet through a slot, three bytes into the target. */
  private Shown show(RtpPacket packet) {
    TestLayer layer = new TestLayer('A', 1, 0, publisherCodecs);
    SlotSpec spec = new SlotSpec("0", SlotSpec.Kind.VIDEO, 0x55, rtxSsrc, receiverCodecs);
    Forwarder[] forwarder = new Forwarder[1];
    long[] sequence = {Forwarder.NOT_FORWARDED};
    forwarder[0] =
        new Forwarder(
            (from, passing, now) -> sequence[0] = forwarder[0].forward(from, passing, now),
            receiverCodecs);
    SendStream stream =
        new SendStream(
            spec, new HeaderExtensionIds(receiverIds), forwarder[0], new PacketScratch(2_048));
    forwarder[0].target(flowing(layer), 0);
    forwarder[0].choose(0, Forwarder.HIGHEST, 0);
    layer.deliver(packet, 0);
    assertThat(sequence[0]).isZero();
    int length = stream.compose(packet, sequence[0], out, 3);
    RtpPacket sent = TestPackets.wrap(Arrays.copyOfRange(out, 3, 3 + length), length);
    return new Shown(layer, stream, packet, sent);
  }

  private Source flowing(TestLayer layer) {
    layer.stream.observe(
        TestPackets.packet(1, publisherCodecs.getFirst().payloadType(), 0, 0, false, new byte[1]),
        0);
    Source source = new Source(4, SourceKind.CAMERA, layer.stream.codecs(), 1);
    source.put(0, layer.stream, 0);
    return source;
  }

  private static byte[] vp8(int bits, int pictureId) {
    byte[] wide = TestPackets.vp8(true, true, pictureId, 1);
    if (bits == 15) {
      return wide;
    }
    byte[] narrow = new byte[wide.length - 1];
    narrow[0] = wide[0];
    narrow[1] = wide[1];
    narrow[2] = (byte) pictureId;
    System.arraycopy(wide, 4, narrow, 3, wide.length - 4);
    return narrow;
  }
}
