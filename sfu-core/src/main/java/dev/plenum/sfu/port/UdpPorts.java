package dev.plenum.sfu.port;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the best {@link UdpPort} that the system has. */
public final class UdpPorts {
  private static final Logger log = LoggerFactory.getLogger(UdpPorts.class);

  /** Processors on which Linux numbers its socket options as {@link LinuxSocket} does. */
  private static final Set<String> KNOWN_PROCESSORS = Set.of("amd64", "aarch64", "riscv64");

  private UdpPorts() {}

  /**
   * Opens a port, which says by {@link UdpPort#name} what it is.
   *
   * @param bindAddress null for every address of the host, IPv6 and IPv4
   * @param port 0 for any free one
   * @throws java.net.BindException if the address or port cannot be had; the message names the port
   */
  public static UdpPort open(@Nullable InetAddress bindAddress, int port) throws IOException {
    if (isKnownLinux()) {
      try {
        return ForeignUdpPort.open(bindAddress, port);
      } catch (LinkageError e) {
        log.warn("Linux's batch calls cannot be used, so each datagram takes a call of its own", e);
      }
    }
    return openChannel(bindAddress, port);
  }

  /** Opens the port that every system has; parameters as of {@link #open}. */
  public static UdpPort openChannel(@Nullable InetAddress bindAddress, int port)
      throws IOException {
    return ChannelUdpPort.open(bindAddress, port);
  }

  private static boolean isKnownLinux() {
    return System.getProperty("os.name").equals("Linux")
        && KNOWN_PROCESSORS.contains(System.getProperty("os.arch"));
  }
}
