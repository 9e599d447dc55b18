package dev.plenum.bench;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.sfu.srtp.ReplayWindow;
import dev.plenum.sfu.srtp.SrtpCipher;
import dev.plenum.sfu.srtp.SrtpEngine;
import dev.plenum.sfu.srtp.SrtpReceiver;
import dev.plenum.sfu.srtp.SrtpSender;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * Station 3: a camera's packet is read as far as it is in the clear, compared with those that came
 * before, and decrypted. Its baseline is the cipher alone.
 */
public class Decryption extends Microbenchmark {

  /** Of which each comes once until they begin anew. */
  private static final int PACKETS = 512;

  private final SrtpEngine engine = Engines.quickest();
  private final SrtpReceiver receiver = new SrtpReceiver(engine.open(Engines.KEYS.client()));
  private final SrtpCipher cipher = engine.open(Engines.KEYS.client());
  private final byte[][] encrypted = new byte[PACKETS][2_048];
  private final int[] lengths = new int[PACKETS];
  private final RtpPacket packet = new RtpPacket();
  private final byte[] arrived = new byte[2_048];
  private ReplayWindow window = new ReplayWindow();
  private int next;

  @Setup
  public void encrypt() {
    Camera camera = new Camera(Codec.VP8);
    SrtpSender sender = new SrtpSender(engine.open(Engines.KEYS.client()));
    for (int i = 0; i < PACKETS; i++) {
      RtpPacket plain = camera.next();
      System.arraycopy(plain.bytes(), 0, encrypted[i], 0, plain.length());
      lengths[i] = sender.protect(encrypted[i], 0, plain.length(), plain.headerBytes(), i);
    }
  }

  @Benchmark
  public int unprotect() {
    if (next == 0) {
      window = new ReplayWindow();
    }
    int length = arrive();
    if (!packet.wrapHeader(arrived, 0, length)) {
      throw new IllegalStateException("not RTP");
    }
    return checked(receiver.unprotect(arrived, 0, length, packet.headerBytes(), window));
  }

  @Benchmark
  public int open() {
    int index = next;
    int length = arrive();
    return checked(cipher.unprotect(arrived, 0, length, RtpPacket.FIXED_HEADER_BYTES, index));
  }

  private int arrive() {
    int length = lengths[next];
    System.arraycopy(encrypted[next], 0, arrived, 0, length);
    next = (next + 1) % PACKETS;
    return length;
  }

  private static int checked(int plainBytes) {
    if (plainBytes < 0) {
      throw new IllegalStateException("refused: " + plainBytes);
    }
    return plainBytes;
  }
}
