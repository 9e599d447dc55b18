package dev.plenum.bench;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.codec.Codec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * Station 4: a packet is extended by its rollovers, kept for all receivers, and its payload read.
 * {@link #copy} is the baseline of this and of {@link Composing}: a copy, to where a history or a
 * batch would have it.
 */
public class Keeping extends Microbenchmark {

  private static final int RING_BYTES = 1 << 20;

  private final byte[] ring = new byte[RING_BYTES];
  private Shown shown = new Shown(Codec.VP8);
  private int end;

  @Setup
  public void watch() {
    shown = new Shown(Codec.VP8);
    new Receiver(0, shown, ring);
  }

  @Benchmark
  public RtpPacket accept() {
    return shown.arrive();
  }

  @Benchmark
  public RtpPacket copy() {
    RtpPacket packet = shown.camera().next();
    if (end + packet.length() > RING_BYTES) {
      end = 0;
    }
    System.arraycopy(packet.bytes(), 0, ring, end, packet.length());
    end += packet.length();
    return packet;
  }
}
