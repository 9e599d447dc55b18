package dev.plenum.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A room full of participants of another library than ours, in a process of their own: {@code
 * bench/synthetic}. It tells what happens as one JSON object a line.
 */
final class SyntheticRoom implements AutoCloseable {

  private static final Path SCRIPTS = Path.of("..", "bench", "synthetic");
  private static final long EVENT_SECONDS = 180;
  private static final String ENDED = "{\"event\":\"ended\"}";

  private final ObjectMapper json = new ObjectMapper();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Process process;
  private final Path errors;

  private SyntheticRoom(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    Thread.ofVirtual()
        .start(
            () -> {
              try (Stream<String> output = process.inputReader(StandardCharsets.UTF_8).lines()) {
                output.forEach(lines::add);
              }
              lines.add(ENDED);
            });
  }

  /** Begins to fill a room; {@code flags} are those of {@code room.js}. */
  static SyntheticRoom fill(ServerProcess server, int participants, String... flags) {
    List<String> command = new ArrayList<>(List.of("node", SCRIPTS.resolve("room.js").toString()));
    command.addAll(List.of("--url", server.url("")));
    command.addAll(List.of("--server-pid", Long.toString(server.pid())));
    command.addAll(List.of("--participants", Integer.toString(participants)));
    command.addAll(List.of(flags));
    try {
      Path errors = Files.createTempFile("synthetic", ".log");
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      return new SyntheticRoom(process, errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for an event; others are passed over. */
  JsonNode await(String event) {
    try {
      while (true) {
        String line = lines.poll(EVENT_SECONDS, TimeUnit.SECONDS);
        if (line == null || line.equals(ENDED)) {
          throw new IllegalStateException(event + " did not come:\n" + Files.readString(errors));
        }
        JsonNode told = json.readTree(line);
        if (told.path("event").asText().equals(event)) {
          return told;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Has a room without a set time end, and returns what it counted. */
  JsonNode finish() {
    try {
      process.outputWriter().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return await("report");
  }

  @Override
  public void close() {
    process.destroy();
  }
}
