package dev.plenum.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The server in a process of its own, started as {@code ./plenum} starts it, on free ports. */
final class ServerProcess implements AutoCloseable {

  private static final long START_SECONDS = 120;
  private static final long END_SECONDS = 10;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final String host;
  private final int httpPort;

  private ServerProcess(Process process, Path log, String host, int httpPort) {
    this.process = process;
    this.log = log;
    this.host = host;
    this.httpPort = httpPort;
  }

  /** Starts a server with one loop on free ports, and any flags beyond. */
  static ServerProcess start(String... flags) {
    return start(List.of(), "localhost", flags);
  }

  /**
   * Starts a server.
   *
   * @param prefix a command that starts it elsewhere, such as {@code ip netns exec NAME}
   * @param host where it is reached from this process
   */
  static ServerProcess start(List<String> prefix, String host, String... flags) {
    int httpPort = Ports.tcp();
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseZGC",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.plenum.server.Plenum"));
    List<String> given = List.of(flags);
    addUnlessGiven(command, given, "--http-port", httpPort);
    addUnlessGiven(command, given, "--media-port", Ports.udp());
    addUnlessGiven(command, given, "--loops", 1);
    command.addAll(given);
    try {
      Path log = Files.createTempFile("plenum", ".log");
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      ServerProcess server = new ServerProcess(process, log, host, httpPort);
      server.awaitBanner();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addUnlessGiven(
      List<String> command, List<String> given, String flag, int value) {
    if (!given.contains(flag)) {
      command.addAll(List.of(flag, Integer.toString(value)));
    }
  }

  /** The banner is the last thing that a start writes; the rest of the output goes to the log. */
  private void awaitBanner() throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    CompletableFuture<Boolean> serving = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try (Stream<String> lines = out.lines()) {
                lines.forEach(
                    line -> {
                      append(line);
                      if (line.contains("JVM")) {
                        serving.complete(true);
                      }
                    });
              }
              serving.complete(false);
            });
    try {
      if (!serving.get(START_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the server ended:\n" + Files.readString(log));
      }
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      close();
      throw new IllegalStateException("the server does not start:\n" + Files.readString(log), e);
    }
  }

  private void append(String line) {
    try {
      Files.writeString(log, line + System.lineSeparator(), StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url(String path) {
    return "http://" + host + ":" + httpPort + path;
  }

  String get(String path) {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create(url(path))).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The sum of a metric's series whose line contains all of these. */
  double metric(String name, String... labels) {
    return get("/metrics")
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> Stream.of(labels).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int httpPort() {
    return httpPort;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
