package dev.plenum.sfu.node;

import dev.plenum.sfu.dtls.DtlsIdentity;
import java.net.InetAddress;
import java.util.List;

/**
 * What a node's media plane is started with.
 *
 * @param loops threads that forward; loop {@code i} listens on UDP {@code mediaPort + i}
 * @param publicAddresses what peers are told to send to, best first
 * @param iceTcpPort TCP port for peers without UDP, 0 for none
 * @param iceTcpConnections the most ICE-TCP connections at one time
 * @param heardMicrophones how many of the loudest microphones of a room are heard
 * @param orchestrated whether publishers are told what to send, so that nobody sends what nobody
 *     sees
 */
public record NodeConfig(
    int loops,
    int mediaPort,
    List<InetAddress> publicAddresses,
    int iceTcpPort,
    int iceTcpConnections,
    int heardMicrophones,
    boolean orchestrated,
    DtlsIdentity identity) {

  public NodeConfig {
    publicAddresses = List.copyOf(publicAddresses);
    if (loops < 1) {
      throw new IllegalArgumentException("loops must be at least 1: " + loops);
    }
  }
}
