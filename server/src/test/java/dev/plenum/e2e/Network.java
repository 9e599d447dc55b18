package dev.plenum.e2e;

import java.util.ArrayList;
import java.util.List;

/**
 * A server's machine and those of its users, each of which is joined to it by a link of its own
 * that can be made bad. Needs root.
 */
final class Network implements AutoCloseable {

  private static final String SERVER = "10.78.0.1";

  private final Namespace serverSide = Namespace.make();
  private final List<Home> homes = new ArrayList<>();

  /** Makes the server's machine. */
  Network() {
    // The server binds this address before there is any link that has it.
    serverSide.ip("address", "add", SERVER + "/32", "dev", "lo");
  }

  /**
   * Starts a server; it is not reached from this process but from {@link Home}s. It goes before
   * them, as if it had a machine of its own: browsers that fill this one are not its business.
   */
  ServerProcess serve(String... flags) {
    List<String> prefix = new ArrayList<>(serverSide.prefix());
    prefix.addAll(List.of("nice", "-n", "-10"));
    return ServerProcess.start(prefix, SERVER, flags);
  }

  /** Adds a machine with a link that is the same both ways. */
  Home home(Conditions conditions) {
    Home home = new Home(serverSide, SERVER, "10.78.0." + (homes.size() + 2));
    homes.add(home);
    home.down(conditions);
    home.up(conditions);
    return home;
  }

  /** Browsers and servers in it are closed before. */
  @Override
  public void close() {
    homes.forEach(Home::close);
    serverSide.close();
  }
}
