package dev.plenum.bench;

import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.sfu.port.OutgoingMemory;
import dev.plenum.sfu.port.PeerAddress;
import dev.plenum.sfu.srtp.ReplayWindow;
import dev.plenum.sfu.srtp.SrtpEngine;
import dev.plenum.sfu.srtp.SrtpReceiver;
import dev.plenum.sfu.srtp.SrtpSender;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What no forwarder can do without, the baseline of {@link WholeWay}: a packet is decrypted once,
 * and for each receiver copied, given a stream of its own and encrypted with the receiver's key.
 */
public class LeastWay extends Microbenchmark {

  private static final PeerAddress ANYBODY = new PeerAddress(0, 1, 1);
  private static final int SSRC = 8;

  @Param({"1", "10", "100", "300"})
  public int receivers = 1;

  private final SrtpEngine engine = Engines.quickest();
  private final SrtpSender publisher = new SrtpSender(engine.open(Engines.KEYS.client()));
  private final SrtpReceiver server = new SrtpReceiver(engine.open(Engines.KEYS.client()));
  private final ReplayWindow window = new ReplayWindow();
  private final List<SrtpSender> senders = new ArrayList<>();
  private final Camera camera = new Camera(Codec.VP8);
  private final Batch batch = new Batch();
  private final byte[] arrived = new byte[2_048];
  private final byte[] scratch = new byte[2_048];
  private long sequence;

  @Setup
  public void open() {
    senders.clear();
    for (int i = 0; i < receivers; i++) {
      senders.add(new SrtpSender(engine.open(Engines.KEYS.server())));
    }
  }

  @Benchmark
  public long forward() {
    RtpPacket packet = camera.next();
    int headerBytes = packet.headerBytes();
    System.arraycopy(packet.bytes(), 0, arrived, 0, packet.length());
    int length = publisher.protect(arrived, 0, packet.length(), headerBytes, sequence);
    int plainBytes = server.unprotect(arrived, 0, length, headerBytes, window);
    for (int i = 0; i < receivers; i++) {
      System.arraycopy(arrived, 0, scratch, 0, plainBytes);
      BigEndian.put32(scratch, SSRC, i);
      seal(senders.get(i), plainBytes, headerBytes);
    }
    sequence++;
    return batch.position();
  }

  private void seal(SrtpSender sender, int plainBytes, int headerBytes) {
    OutgoingMemory out = batch.memory(ANYBODY);
    int length =
        sender.protect(scratch, plainBytes, headerBytes, sequence, out.bytes(), out.position());
    out.send(ANYBODY, length);
  }
}
