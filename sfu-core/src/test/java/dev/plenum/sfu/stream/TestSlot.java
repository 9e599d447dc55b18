package dev.plenum.sfu.stream;

import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.HeaderExtension;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.codec.FrameMark;
import dev.plenum.rtp.codec.Rtx;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.SlotSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A receiver's slot in tests: stations 6 and 7, and what reached the receiver. */
final class TestSlot implements Watcher {
  static final int SSRC = 0x5107;
  static final int RTX_SSRC = 0x5108;

  final Forwarder forwarder;
  final SendStream sendStream;
  final List<Sent> sent = new ArrayList<>();
  long welcomeBytes;
  int redundancy;
  long firstWaiting = Long.MAX_VALUE;
  private final byte[] out = new byte[2_048];

  TestSlot(long firstSequence, SlotSpec.Kind kind, List<CodecSpec> codecs) {
    this(firstSequence, kind, codecs, TestPackets.EXTENSIONS, null);
  }

  /**
   * A slot whose packets come by way of somebody else.
   *
   * @param extensions the receiver's
   * @param watcher who is to be given the packets first, null for nobody
   */
  TestSlot(
      long firstSequence,
      SlotSpec.Kind kind,
      List<CodecSpec> codecs,
      Map<HeaderExtension, Integer> extensions,
      @Nullable Watcher watcher) {
    forwarder = new Forwarder(watcher == null ? this : watcher, codecs, firstSequence);
    sendStream =
        new SendStream(
            new SlotSpec("0", kind, SSRC, RTX_SSRC, codecs),
            new HeaderExtensionIds(extensions),
            forwarder,
            new PacketScratch(2_048));
  }

  /** Shows a source up to a spatial layer. */
  void show(@Nullable Source source, int spatial, long nowNanos) {
    forwarder.target(source, nowNanos);
    forwarder.choose(spatial, Forwarder.HIGHEST, nowNanos);
  }

  @Override
  public void onPacket(ReceiveStream layer, RtpPacket packet, long nowNanos) {
    long sequence = forwarder.forward(layer, packet, nowNanos);
    if (sequence == Forwarder.NOT_FORWARDED) {
      return;
    }
    int length = sendStream.composeSound(packet, sequence, redundancy, out, 0);
    sent.add(new Sent(sequence, nowNanos, copy(length), forwarder.stretch()));
  }

  @Override
  public boolean welcomes(long bytes, long nowNanos) {
    return bytes <= welcomeBytes;
  }

  @Override
  public long withdraw() {
    return firstWaiting;
  }

  /** The retransmission as the original packet, or null. */
  @Nullable RtpPacket retransmitted(int lostSequence, long nowNanos) {
    long sequence = sendStream.repeatable(lostSequence, nowNanos);
    if (sequence == Forwarder.NOT_FORWARDED) {
      return null;
    }
    int length = sendStream.repeat(sequence, out, 0);
    RtpPacket packet = copy(length);
    if (packet.ssrc() != RTX_SSRC || !Rtx.unwrap(packet, SSRC, packet.payloadType() - 1)) {
      throw new AssertionError("no retransmission");
    }
    return packet;
  }

  private RtpPacket copy(int length) {
    return TestPackets.wrap(Arrays.copyOf(out, length), length);
  }

  Sent last() {
    return sent.getLast();
  }

  /** A packet as it reached the receiver. */
  record Sent(long sequence, long nanos, RtpPacket packet, @Nullable Stretch stretch) {
    /** Changes with each switch to another stream. */
    TimestampMap epoch() {
      return Objects.requireNonNull(stretch).timestamps();
    }

    FrameMark mark() {
      return markOf(packet);
    }

    /** Name of the layer that it is from. */
    char name() {
      return nameOf(packet);
    }

    /** Its number at the publisher, the lower 24 bits. */
    int original() {
      return originalOf(packet);
    }
  }

  static FrameMark markOf(RtpPacket packet) {
    FrameMark mark = new FrameMark();
    TestPackets.VP8
        .codec()
        .parser()
        .parse(packet.bytes(), packet.payloadOffset(), packet.payloadBytes(), mark);
    return mark;
  }

  static char nameOf(RtpPacket packet) {
    return (char) packet.bytes()[end(packet) - 4];
  }

  static int originalOf(RtpPacket packet) {
    return BigEndian.uint24(packet.bytes(), end(packet) - 3);
  }

  private static int end(RtpPacket packet) {
    return packet.payloadOffset() + packet.payloadBytes();
  }
}
