package dev.plenum.bench;

import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.sfu.stream.Forwarder;
import dev.plenum.sfu.stream.ReceiveStream;
import dev.plenum.sfu.stream.Source;
import dev.plenum.sfu.stream.Watcher;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * Stations 5 and 6: a packet that was kept goes to each of a hundred slots, which decides whether
 * it wants it and numbers it anew. Keeping it is in the score, once for all. The baseline writes an
 * RTP header for each.
 */
public class Deciding extends Microbenchmark {

  private static final int SLOTS = 100;

  private final Slot[] slots = new Slot[SLOTS];
  private final byte[][] headers = new byte[SLOTS][RtpPacket.FIXED_HEADER_BYTES];
  private Shown shown = new Shown(Codec.VP8);

  /** A slot that numbers packets and does not send them. */
  private static final class Slot implements Watcher {
    private final Forwarder forwarder;
    private long numbered;

    Slot(Shown shown) {
      forwarder = new Forwarder(this, List.of(shown.codec()));
      Source source = shown.source();
      forwarder.target(source, 0);
      forwarder.choose(Forwarder.HIGHEST, Forwarder.HIGHEST, 0);
    }

    @Override
    public void onPacket(ReceiveStream layer, RtpPacket packet, long nowNanos) {
      long sequence = forwarder.forward(layer, packet, nowNanos);
      numbered += sequence == Forwarder.NOT_FORWARDED ? 0 : 1;
    }
  }

  @Setup
  public void watch() {
    shown = new Shown(Codec.VP8);
    for (int i = 0; i < SLOTS; i++) {
      slots[i] = new Slot(shown);
    }
    decide();
    for (Slot slot : slots) {
      if (slot.numbered != 1) {
        throw new IllegalStateException("not forwarded");
      }
    }
  }

  @Benchmark
  public long decide() {
    shown.arrive();
    shown.route();
    return slots[0].numbered;
  }

  @Benchmark
  public byte[][] number() {
    RtpPacket packet = shown.camera().next();
    for (int i = 0; i < SLOTS; i++) {
      byte[] header = headers[i];
      System.arraycopy(packet.bytes(), 0, header, 0, RtpPacket.FIXED_HEADER_BYTES);
      BigEndian.put16(header, 2, packet.sequenceNumber() + i);
      BigEndian.put32(header, 4, packet.timestamp() + i);
      BigEndian.put32(header, 8, i);
    }
    return headers;
  }
}
