package dev.plenum.bench;

import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.codec.Codec;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What one packet of a camera costs from the decrypted packet to those ready for encryption:
 * stations 4 to 7, that is, taken note of and kept once, then for each receiver decided about,
 * numbered and rewritten. {@link #copy} is the least that any forwarder must do beside it: a copy
 * for each receiver with a header of its own.
 *
 * <p>Everybody watches the largest picture. Of VP9 and AV1, whose three sizes come in one stream,
 * that is three packets of five: the score is the time of a packet that arrives, whether it is
 * wanted or not.
 *
 * <p>Run with {@code ./bench/run micro Forwarding}.
 */
public class Forwarding extends Microbenchmark {

  private static final int MTU_BYTES = 1_500;
  private static final int CHECKED_PACKETS = 100;

  @Param({"VP8", "H264", "VP9", "AV1"})
  public Codec codec = Codec.VP8;

  @Param("100")
  public int receivers = 1;

  private final byte[] out = new byte[MTU_BYTES];
  private final List<Receiver> watching = new ArrayList<>();
  private Shown shown = new Shown(codec);

  /** Lets everybody watch all layers of the camera, from its key picture on. */
  @Setup
  public void watch() {
    shown = new Shown(codec);
    watching.clear();
    for (int i = 0; i < receivers; i++) {
      watching.add(new Receiver(i, shown, out));
    }
    int wanted = 0;
    for (int i = 0; i < CHECKED_PACKETS; i++) {
      forward();
      wanted += shown.camera().isForLargest() ? 1 : 0;
    }
    checkThatEverybodyGot(wanted);
  }

  /** A benchmark of packets that are dropped would be fast. */
  private void checkThatEverybodyGot(int wanted) {
    for (Receiver receiver : watching) {
      if (receiver.packets() != wanted) {
        throw new IllegalStateException(receiver.packets() + " packets instead of " + wanted);
      }
    }
  }

  /** Stations 4 to 7. */
  @Benchmark
  public byte[] forward() {
    shown.arrive();
    shown.route();
    return out;
  }

  /** A copy for each receiver, with sequence number, timestamp and SSRC of its own. */
  @Benchmark
  public byte[] copy() {
    RtpPacket packet = shown.camera().next();
    for (int i = 0; shown.camera().isForLargest() && i < receivers; i++) {
      System.arraycopy(packet.bytes(), packet.offset(), out, 0, packet.length());
      BigEndian.put16(out, 2, packet.sequenceNumber() + i);
      BigEndian.put32(out, 4, packet.timestamp() + i);
      BigEndian.put32(out, 8, i);
    }
    return out;
  }
}
