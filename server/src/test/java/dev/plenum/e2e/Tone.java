package dev.plenum.e2e;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * What somebody says: a sine of their own pitch in syllables, since a browser's noise suppression
 * takes away what does not pause.
 *
 * @param hertz its pitch
 */
record Tone(int hertz) {

  private static final int SAMPLE_RATE = 48_000;
  private static final int SECONDS = 5;
  private static final double AMPLITUDE = 0.5 * Short.MAX_VALUE;
  private static final double SYLLABLES_PER_SECOND = 2.5;

  /** Writes it as a WAV that may be played again and again. */
  Path recording(Path folder) {
    ByteBuffer samples =
        ByteBuffer.allocate(SECONDS * SAMPLE_RATE * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < SECONDS * SAMPLE_RATE; i++) {
      double seconds = (double) i / SAMPLE_RATE;
      double swell = Math.max(0, Math.sin(2 * Math.PI * SYLLABLES_PER_SECOND * seconds));
      samples.putShort(
          (short) (AMPLITUDE * Math.sqrt(swell) * Math.sin(2 * Math.PI * hertz * seconds)));
    }
    Path file = folder.resolve("tone-" + hertz + ".wav");
    AudioFormat format = new AudioFormat(SAMPLE_RATE, Short.SIZE, 1, true, false);
    long frames = (long) SECONDS * SAMPLE_RATE;
    try (AudioInputStream sound =
        new AudioInputStream(new ByteArrayInputStream(samples.array()), format, frames)) {
      AudioSystem.write(sound, AudioFileFormat.Type.WAVE, file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }
}
