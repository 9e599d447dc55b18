package dev.plenum.e2e;

import java.nio.file.Path;
import java.util.List;

/** A participant's machine, with an emulated link of its own between it and the server's. */
final class Home implements AutoCloseable {

  private final Namespace namespace = Namespace.make();
  private final Script link;

  Home(Namespace server, String serverAddress, String address) {
    link =
        Script.start(
            List.of(), "emulated_link.py", server.name(), serverAddress, namespace.name(), address);
    expect("linked");
  }

  /** Starts a browser here that lets pages of the server use its devices. */
  Chromium browse(ServerProcess server, Path film) {
    return Chromium.startIn(
        namespace, film, "--unsafely-treat-insecure-origin-as-secure=" + server.url(""));
  }

  /** Changes the way from the server to here, at once. */
  void down(Conditions conditions) {
    change("down", conditions);
  }

  /** Changes the way from here to the server, at once. */
  void up(Conditions conditions) {
    change("up", conditions);
  }

  private void change(String direction, Conditions conditions) {
    link.tell(direction + " " + conditions);
    expect("changed");
  }

  private void expect(String answer) {
    String line = link.line();
    if (!answer.equals(line)) {
      throw new IllegalStateException("the link says " + line + ", not " + answer);
    }
  }

  @Override
  public void close() {
    link.close();
    namespace.close();
  }
}
