package dev.plenum.load;

import java.io.IOException;
import java.net.URI;
import picocli.CommandLine.Option;

/** The server on a command line. */
final class ServerOptions {

  @Option(names = "--url", defaultValue = "http://localhost:8080", description = "The server.")
  private URI url = URI.create("");

  @Option(names = "--server-pid", required = true, description = "Its process.")
  private long pid;

  URI url() {
    return url;
  }

  long pid() {
    return pid;
  }

  /** What Plenum there has used and counted up to now. */
  ServerFigures figures() throws IOException, InterruptedException {
    return ServerFigures.read(url, pid);
  }
}
