package dev.plenum.bench;

import dev.plenum.sfu.port.OutgoingMemory;
import dev.plenum.sfu.port.PeerAddress;
import dev.plenum.sfu.srtp.SrtpCipher;
import dev.plenum.sfu.srtp.SrtpEngine;
import dev.plenum.sfu.srtp.SrtpSender;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Station 8: a composed packet is encrypted straight into the port's batch. The baseline is the
 * cipher alone, in place.
 */
public class Sealing extends Microbenchmark {

  private static final PeerAddress ANYBODY = new PeerAddress(0, 1, 1);
  private static final int PACKET_BYTES = 1_120;
  private static final int HEADER_BYTES = 20;

  private final SrtpEngine engine = Engines.quickest();
  private final SrtpSender sender = new SrtpSender(engine.open(Engines.KEYS.server()));
  private final SrtpCipher cipher = engine.open(Engines.KEYS.server());
  private final Batch batch = new Batch();
  private final byte[] packet = new byte[2_048];
  private long sequence;

  @Benchmark
  public long protect() {
    OutgoingMemory out = batch.memory(ANYBODY);
    int length =
        sender.protect(packet, PACKET_BYTES, HEADER_BYTES, sequence++, out.bytes(), out.position());
    out.send(ANYBODY, length);
    return batch.position();
  }

  @Benchmark
  public int seal() {
    return cipher.protect(packet, 0, PACKET_BYTES, HEADER_BYTES, sequence++);
  }
}
