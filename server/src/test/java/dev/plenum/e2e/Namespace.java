package dev.plenum.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A Linux network namespace: a machine of its own as far as the network goes. Needs root. */
final class Namespace implements AutoCloseable {

  static final String LINK = "link0";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name =
      "plenum-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();

  private Namespace() {}

  static Namespace make() {
    Namespace namespace = new Namespace();
    run("ip", "netns", "add", namespace.name);
    namespace.ip("link", "set", "lo", "up");
    return namespace;
  }

  /**
   * Connects two by a cable, at each end of which is {@link #LINK}.
   *
   * @param address with its prefix length
   */
  static void connect(Namespace one, String address, Namespace other, String otherAddress) {
    one.ip("link", "add", LINK, "type", "veth", "peer", "name", LINK, "netns", other.name);
    one.linkUp(address);
    other.linkUp(otherAddress);
  }

  private void linkUp(String address) {
    ip("address", "add", address, "dev", LINK);
    ip("link", "set", LINK, "up");
  }

  String name() {
    return name;
  }

  /** What stands before a command that is to run here. */
  List<String> prefix() {
    return List.of("ip", "netns", "exec", name);
  }

  /** Runs a command here, such as {@code nft}, to its end. */
  void execute(String... command) {
    List<String> whole = new ArrayList<>(prefix());
    whole.addAll(List.of(command));
    run(whole);
  }

  /** Changes links, addresses or routes here. */
  void ip(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ip", "-n", name));
    command.addAll(List.of(arguments));
    run(command);
  }

  /** Lets no UDP out or in. */
  void blockUdp() {
    execute("nft", "add table inet wall");
    for (String hook : List.of("input", "output")) {
      execute(
          "nft",
          "add chain inet wall %s { type filter hook %s priority 0; }".formatted(hook, hook));
      execute("nft", "add rule inet wall %s meta l4proto udp drop".formatted(hook));
    }
  }

  /** An executable that starts another one here. */
  Path launcher(Path executable) {
    try {
      Path script = Files.createTempFile(name, ".sh");
      Files.writeString(
          script,
          "#!/bin/sh\nexec %s %s \"$@\"\n".formatted(String.join(" ", prefix()), executable));
      script.toFile().deleteOnExit();
      if (!script.toFile().setExecutable(true)) {
        throw new IllegalStateException(script + " cannot be made executable");
      }
      return script;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    run("ip", "netns", "del", name);
  }

  private static void run(String... command) {
    run(List.of(command));
  }

  private static void run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
