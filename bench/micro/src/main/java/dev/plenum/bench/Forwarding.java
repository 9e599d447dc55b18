package dev.plenum.bench;

import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.sfu.stream.HeaderExtensionIds;
import dev.plenum.sfu.stream.PublisherClock;
import dev.plenum.sfu.stream.ReceiveStream;
import dev.plenum.sfu.stream.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

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
 * <p>Run with {@code ./bench/run micro}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 3,
    jvmArgsAppend = {"-XX:+UseZGC", "-XX:+UseCompactObjectHeaders"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class Forwarding {

  private static final int MTU_BYTES = 1_500;
  private static final int CHECKED_PACKETS = 100;
  private static final long PACKET_NANOS = 10_000_000;

  @Param({"VP8", "H264", "VP9", "AV1"})
  public Codec codec = Codec.VP8;

  @Param({"1", "10", "100", "300"})
  public int receivers = 1;

  private final byte[] out = new byte[MTU_BYTES];
  private final List<Receiver> watching = new ArrayList<>();
  private Camera camera = new Camera(codec);
  private ReceiveStream layer = layer(camera);
  private long nowNanos;

  /** Lets everybody watch all layers of the camera, from its key picture on. */
  @Setup
  public void watch() {
    camera = new Camera(codec);
    layer = layer(camera);
    watching.clear();
    nowNanos = 0;
    RtpPacket first = camera.next();
    layer.observe(first, nowNanos);
    Source source = new Source(1, SourceKind.CAMERA, List.of(camera.codec()), 1);
    source.put(0, layer, nowNanos);
    for (int i = 0; i < receivers; i++) {
      watching.add(new Receiver(i, camera.codec(), source, out));
    }
    camera = new Camera(codec);
    int wanted = 0;
    for (int i = 0; i < CHECKED_PACKETS; i++) {
      forward();
      wanted += camera.isForLargest() ? 1 : 0;
    }
    checkThatEverybodyGot(wanted);
  }

  private static ReceiveStream layer(Camera camera) {
    return new ReceiveStream(
        Camera.SSRC,
        "",
        List.of(camera.codec()),
        new HeaderExtensionIds(Camera.EXTENSIONS),
        new PublisherClock(),
        false);
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
    RtpPacket packet = camera.next();
    nowNanos += PACKET_NANOS;
    if (layer.accept(packet, nowNanos, false) == ReceiveStream.Acceptance.NEW) {
      for (int i = layer.watcherCount() - 1; i >= 0; i--) {
        layer.watcher(i).onPacket(layer, packet, nowNanos);
      }
    }
    return out;
  }

  /** A copy for each receiver, with sequence number, timestamp and SSRC of its own. */
  @Benchmark
  public byte[] copy() {
    RtpPacket packet = camera.next();
    for (int i = 0; camera.isForLargest() && i < receivers; i++) {
      System.arraycopy(packet.bytes(), packet.offset(), out, 0, packet.length());
      BigEndian.put16(out, 2, packet.sequenceNumber() + i);
      BigEndian.put32(out, 4, packet.timestamp() + i);
      BigEndian.put32(out, 8, i);
    }
    return out;
  }
}
