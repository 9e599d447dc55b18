package dev.plenum.server;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where peers can reach this machine. */
final class LocalAddresses {

  private LocalAddresses() {}

  /** The addresses of all interfaces that are up, loopback last and IPv4 first among equals. */
  static List<InetAddress> ofInterfaces() {
    List<InetAddress> found = new ArrayList<>();
    try {
      for (NetworkInterface link : NetworkInterface.networkInterfaces().toList()) {
        if (link.isUp()) {
          link.inetAddresses().filter(LocalAddresses::isOfUse).forEach(found::add);
        }
      }
    } catch (SocketException e) {
      throw new StartupException(
          "the network interfaces cannot be listed (" + e.getMessage() + "); give --public-address",
          e);
    }
    found.sort(
        Comparator.comparing(InetAddress::isLoopbackAddress)
            .thenComparing(address -> !(address instanceof Inet4Address)));
    return found.stream().map(LocalAddresses::withoutScope).toList();
  }

  /**
   * Addresses as an operator wrote them.
   *
   * @throws StartupException if one is no IP address
   */
  static List<InetAddress> parse(List<String> written) {
    return written.stream().map(LocalAddresses::parse).toList();
  }

  private static InetAddress parse(String written) {
    try {
      return InetAddress.ofLiteral(written);
    } catch (IllegalArgumentException e) {
      throw new StartupException(
          "--public-address " + written + " is no IP address; give one such as 203.0.113.7", e);
    }
  }

  private static boolean isOfUse(InetAddress address) {
    return !address.isLinkLocalAddress()
        && !address.isAnyLocalAddress()
        && !address.isMulticastAddress();
  }

  private static InetAddress withoutScope(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException e) {
      throw new AssertionError("an address has 4 or 16 bytes", e);
    }
  }
}
