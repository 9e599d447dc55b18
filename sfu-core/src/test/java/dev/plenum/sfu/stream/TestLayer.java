package dev.plenum.sfu.stream;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.sfu.control.CodecSpec;
import java.util.List;

/**
 * A publisher's layer in tests: every packet is a frame of its own, whose picture id, timestamp and
 * content follow from its sequence number, so that a test sees what became of it.
 */
final class TestLayer {
  private static final int TICKS_PER_PACKET = 3_000;

  final ReceiveStream stream;
  private final int name;
  private final int firstTimestamp;

  TestLayer(int name, int ssrc, int firstTimestamp, List<CodecSpec> codecs) {
    this(name, firstTimestamp, TestPackets.stream(ssrc, codecs));
  }

  TestLayer(int name, int firstTimestamp, ReceiveStream stream) {
    this.name = name;
    this.firstTimestamp = firstTimestamp;
    this.stream = stream;
  }

  int timestamp(long sequence) {
    return firstTimestamp + (int) sequence * TICKS_PER_PACKET;
  }

  RtpPacket video(CodecSpec codec, long sequence, boolean key) {
    byte[] payload =
        TestPackets.vp8(true, key, (int) sequence & 0x7fff, (int) sequence & 0xff, body(sequence));
    return packet(codec, sequence, payload);
  }

  RtpPacket packet(CodecSpec codec, long sequence, byte[] payload) {
    return TestPackets.packet(
        stream.ssrc(),
        codec.payloadType(),
        (int) sequence & 0xffff,
        timestamp(sequence),
        true,
        payload);
  }

  RtpPacket padding(CodecSpec codec, long sequence) {
    return TestPackets.padding(
        stream.ssrc(), codec.payloadType(), (int) sequence & 0xffff, timestamp(sequence));
  }

  private int[] body(long sequence) {
    return new int[] {name, (int) sequence >> 16, (int) sequence >> 8, (int) sequence};
  }

  /** Stations 4 and 5 for this layer. */
  ReceiveStream.Acceptance deliver(RtpPacket packet, long nowNanos) {
    if (!stream.isWatched()) {
      stream.observe(packet, nowNanos);
      return ReceiveStream.Acceptance.NEW;
    }
    ReceiveStream.Acceptance acceptance = stream.accept(packet, nowNanos, false);
    if (acceptance == ReceiveStream.Acceptance.NEW) {
      for (int i = stream.watcherCount() - 1; i >= 0; i--) {
        stream.watcher(i).onPacket(stream, packet, nowNanos);
      }
    }
    return acceptance;
  }
}
