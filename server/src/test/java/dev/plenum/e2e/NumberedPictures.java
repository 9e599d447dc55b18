package dev.plenum.e2e;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A camera's pictures that say whose they are and which: 8 × 3 blocks, black or white, large enough
 * to outlive scaling and compression. From the top left, row by row, they are 24 bits:
 *
 * <pre>
 *  0       4                      16              24
 * | person |        counter       |   checksum    |
 * </pre>
 *
 * <p>witness.js reads them in the page.
 */
final class NumberedPictures {

  static final int FRAMES_PER_SECOND = 15;

  /** After so many pictures the film begins anew. */
  static final int FRAMES = 150;

  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final int COLUMNS = 8;
  private static final int ROWS = 3;
  private static final int COUNTER_BITS = 12;
  private static final int CHECKSUM_BITS = 8;
  private static final byte BLACK = 16;
  private static final byte WHITE = (byte) 235;
  private static final byte GREY = (byte) 128;

  private NumberedPictures() {}

  /**
   * Writes a film as YUV4MPEG2, 4:2:0.
   *
   * @param person 0 to 15
   */
  static Path film(Path folder, int person) {
    Path film = folder.resolve("camera-" + person + ".y4m");
    byte[] colours = new byte[WIDTH * HEIGHT / 2];
    Arrays.fill(colours, GREY);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(film))) {
      out.write(
          ascii(
              "YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420\n"
                  .formatted(WIDTH, HEIGHT, FRAMES_PER_SECOND)));
      for (int counter = 0; counter < FRAMES; counter++) {
        out.write(ascii("FRAME\n"));
        out.write(brightness(word(person, counter)));
        out.write(colours);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return film;
  }

  /** How many pictures lie between two counters, the later one second. */
  static int steps(int from, int to) {
    return Math.floorMod(to - from, FRAMES);
  }

  private static int word(int person, int counter) {
    int number = person << COUNTER_BITS | counter;
    // Fibonacci hashing: neighbours get checksums far apart.
    int checksum = ((number + 1) * 0x9E37_79B1) >>> (Integer.SIZE - CHECKSUM_BITS);
    return number << CHECKSUM_BITS | checksum;
  }

  private static byte[] brightness(int word) {
    byte[] picture = new byte[WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int block = y * ROWS / HEIGHT * COLUMNS + x * COLUMNS / WIDTH;
        int bit = word >> (COLUMNS * ROWS - 1 - block) & 1;
        picture[y * WIDTH + x] = bit == 1 ? WHITE : BLACK;
      }
    }
    return picture;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
