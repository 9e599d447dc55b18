package dev.plenum.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of our Python scripts as a process: it tells its progress by lines and ends with its input.
 */
final class Script implements AutoCloseable {

  /** Debian's, for which its packages are. */
  private static final String PYTHON = "/usr/bin/python3";

  private static final Path FOLDER = Path.of("src", "test", "python");

  private final Process process;
  private final BufferedReader lines;

  private Script(Process process) {
    this.process = process;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * @param prefix a command that starts it elsewhere, empty for here
   */
  static Script start(List<String> prefix, String name, String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(PYTHON, FOLDER.resolve(name).toString()));
    command.addAll(List.of(arguments));
    try {
      return new Script(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next line of what it tells, or null if it has ended. */
  @Nullable String line() {
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says something to it. */
  void tell(String line) {
    try {
      Writer input = process.outputWriter(StandardCharsets.UTF_8);
      input.write(line + "\n");
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
