package dev.plenum.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * What a fake camera shows again and again: a moving test picture of some seconds, made by ffmpeg.
 */
final class Film {

  private static final int SECONDS = 4;

  private Film() {}

  /**
   * @param source of libavfilter, such as {@code testsrc=size=320x180:rate=30}
   * @return raw pictures (Y4M)
   */
  static Path shoot(Path folder, String source) {
    Path film = folder.resolve("film.y4m");
    try {
      Process ffmpeg =
          new ProcessBuilder(
                  "ffmpeg",
                  "-v",
                  "error",
                  "-f",
                  "lavfi",
                  "-i",
                  source,
                  "-t",
                  Integer.toString(SECONDS),
                  "-pix_fmt",
                  "yuv420p",
                  film.toString())
              .inheritIO()
              .start();
      if (ffmpeg.waitFor() != 0) {
        throw new IllegalStateException("ffmpeg does not make " + source);
      }
      return film;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
