package dev.plenum.e2e;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One page in Debian's Firefox, with witness.js: Playwright knows only builds of its own, so
 * firefox.js drives it through Puppeteer.
 */
final class Firefox implements AutoCloseable {

  private static final Path TESTS = Path.of("src", "test");
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final BufferedReader in;
  private final BufferedWriter out;

  private Firefox(Process process) {
    this.process = process;
    in = process.inputReader();
    out = process.outputWriter();
  }

  static Firefox open(String url) {
    try {
      return new Firefox(
          new ProcessBuilder(
                  "node",
                  TESTS.resolve("node/firefox.js").toString(),
                  TESTS.resolve("resources/dev/plenum/e2e/witness.js").toString(),
                  url)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until a JavaScript expression is true.
   *
   * @return its value as JSON
   */
  String await(String expression) {
    try {
      out.write(expression.replace('\n', ' '));
      out.newLine();
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CompletableFuture<String> answer = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> read(answer));
    return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private void read(CompletableFuture<String> answer) {
    try {
      String line = in.readLine();
      if (line == null) {
        answer.completeExceptionally(new IllegalStateException("Firefox ended"));
      } else {
        answer.complete(line);
      }
    } catch (IOException e) {
      answer.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
