package dev.plenum.load;

import dev.plenum.rtp.RtpPacket;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What the packets tell that some participants decrypt: how long they were on their way, and
 * whether they are what was sent. Owned by the {@link MediaLoop}.
 */
final class Inspection {
  private static final long LONGEST_MICROS = TimeUnit.SECONDS.toMicros(60);
  private static final int DIGITS = 3;

  private final Stamp stamp = new Stamp();
  private Histogram soundMicros = new Histogram(LONGEST_MICROS, DIGITS);
  private Histogram pictureMicros = new Histogram(LONGEST_MICROS, DIGITS);
  private long wrong;

  /**
   * What was found: latencies from just before encryption until the kernel took a packet for the
   * receiver.
   *
   * @param soundMicros of sound
   * @param pictureMicros of pictures
   * @param wrong packets that were not the server's, or not as they were sent
   */
  record Findings(Histogram soundMicros, Histogram pictureMicros, long wrong) {

    /** Of all packets. */
    Histogram latencyMicros() {
      Histogram all = soundMicros.copy();
      all.add(pictureMicros);
      return all;
    }
  }

  /** A packet came for the first time and was decrypted. */
  void add(RtpPacket packet, long arrivedNanos) {
    if (packet.payloadBytes() == 0) {
      return; // a probe
    }
    if (stamp.read(packet)) {
      long micros = TimeUnit.NANOSECONDS.toMicros(arrivedNanos - stamp.nanos());
      Histogram latencyMicros = packet.payloadType() == Offer.OPUS ? soundMicros : pictureMicros;
      latencyMicros.recordValue(Math.clamp(micros, 0, LONGEST_MICROS));
    } else {
      wrong++;
    }
  }

  /** A packet came that cannot be decrypted. */
  void addForeign() {
    wrong++;
  }

  /** Hands over what was found since the last time. */
  Findings take() {
    Findings findings = new Findings(soundMicros, pictureMicros, wrong);
    soundMicros = new Histogram(LONGEST_MICROS, DIGITS);
    pictureMicros = new Histogram(LONGEST_MICROS, DIGITS);
    wrong = 0;
    return findings;
  }
}
