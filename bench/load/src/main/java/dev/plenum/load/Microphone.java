package dev.plenum.load;

import dev.plenum.rtp.AudioLevel;
import dev.plenum.rtp.RtpWriter;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Sends 50 packets a second that look like Opus, with its loudness (RFC 6464). Owned by the {@link
 * MediaLoop}.
 */
final class Microphone {
  static final int PACKETS_PER_SECOND = 50;

  private static final long PACKET_NANOS = TimeUnit.SECONDS.toNanos(1) / PACKETS_PER_SECOND;
  private static final int PACKET_TICKS = 960;

  /** A packet of 120 bytes on the wire without header (12), extensions (12) and tag (16). */
  private static final int PAYLOAD_BYTES = 80;

  /** RFC 6716 §3.1: 20 ms of CELT in full band, mono, one frame. */
  private static final byte TABLE_OF_CONTENTS = (byte) 0xf8;

  private static final int SPEECH_DECIBELS = 25;
  private static final int BACKGROUND_DECIBELS = 70;

  private final OutgoingStream stream;
  private final boolean muted;
  private final int level;
  private final byte[] payload = new byte[PAYLOAD_BYTES];
  private int packets;
  private long nextNanos;

  Microphone(OutgoingStream stream, Role.Sound sound) {
    this.stream = stream;
    this.muted = sound == Role.Sound.MUTED;
    boolean speaks = sound == Role.Sound.SPEECH;
    this.level = AudioLevel.encode(speaks ? SPEECH_DECIBELS : BACKGROUND_DECIBELS, speaks);
    new Random(stream.ssrc()).nextBytes(payload);
    payload[0] = TABLE_OF_CONTENTS;
  }

  OutgoingStream stream() {
    return stream;
  }

  boolean isMuted() {
    return muted;
  }

  /** The first packet is due then. */
  void begin(long nowNanos) {
    nextNanos = nowNanos;
  }

  /** Sends what has fallen due. */
  void send(long nowNanos, PeerTransport to) {
    while (!muted && nextNanos - nowNanos <= 0) {
      next();
      stream.send(to);
    }
  }

  /** Lets time pass in silence. */
  void skipUntil(long nowNanos) {
    while (nextNanos - nowNanos <= 0) {
      nextNanos += PACKET_NANOS;
    }
  }

  /** Writes the next packet into the stream. */
  void next() {
    nextNanos += PACKET_NANOS;
    RtpWriter writer = stream.next(packets * PACKET_TICKS, packets == 0);
    writer.extension(Offer.AUDIO_LEVEL_ID, level, 1).payload(payload, 0, PAYLOAD_BYTES);
    packets++;
  }
}
