package dev.plenum.server;

import java.util.List;
import java.util.Map;

/**
 * What a node is started with, whole and immutable: {@code plenum.yaml} with its dash-case keys,
 * over which the flags go. {@code plenum.example.yaml} explains every key.
 *
 * @param httpHost address to listen on, {@code ::} for all of IPv4 and IPv6
 * @param httpPort 0 for any free port
 * @param mediaPort UDP port of the first loop; loop {@code i} takes {@code mediaPort + i}
 * @param loops forwarding threads, 0 for one per core
 * @param publicAddresses IP addresses where peers reach this node; empty for those of its
 *     interfaces
 * @param iceTcpPort TCP port for peers without UDP, 0 for none
 * @param orchestrated whether publishers are told to send only what somebody sees
 * @param rehearsalSeconds for how long a start rehearses joins, at most; 0 for not at all
 * @param tls how HTTPS is served
 * @param apiKeys secrets by key; empty means development mode, in which anyone may join
 */
record Configuration(
    String httpHost,
    int httpPort,
    int mediaPort,
    int loops,
    List<String> publicAddresses,
    int iceTcpPort,
    boolean orchestrated,
    int rehearsalSeconds,
    Tls tls,
    Map<String, String> apiKeys,
    Limits limits) {

  Configuration {
    publicAddresses = List.copyOf(publicAddresses);
    apiKeys = Map.copyOf(apiKeys);
  }

  static Configuration defaults() {
    return new Configuration(
        "::",
        8080,
        10000,
        0,
        List.of(),
        0,
        true,
        5,
        new Tls("", "", false),
        Map.of(),
        Limits.defaults());
  }

  /** How many forwarding threads there are, with one per core counted. */
  int loopCount() {
    return loops == 0 ? Runtime.getRuntime().availableProcessors() : loops;
  }

  /**
   * @param certificate path of a PEM chain, empty for none
   * @param key path of its PEM private key, empty for none
   * @param selfSigned make a certificate at start, for phones in the same network
   */
  record Tls(String certificate, String key, boolean selfSigned) {

    boolean isOn() {
      return selfSigned || !certificate.isEmpty();
    }
  }

  /**
   * What this node, one room, connection or message may take.
   *
   * @param rooms rooms at one time
   * @param participants people in one room
   * @param connections HTTP and WebSocket connections at one time
   * @param iceTcpConnections ICE-TCP connections at one time
   * @param offerBytes a message that carries an offer, and an SDP body
   * @param messageBytes any other WebSocket message or request body
   * @param dataBytes the body of a data message
   * @param messagesPerSecond WebSocket messages of one connection, lasting
   * @param headerBytes all headers of a request
   */
  record Limits(
      int rooms,
      int participants,
      int connections,
      int iceTcpConnections,
      int offerBytes,
      int messageBytes,
      int dataBytes,
      int messagesPerSecond,
      int headerBytes) {

    static Limits defaults() {
      return new Limits(10_000, 300, 20_000, 2_000, 1 << 20, 64 << 10, 15 << 10, 50, 16 << 10);
    }
  }

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "Configuration[http " + httpHost + ":" + httpPort + ", media " + mediaPort + "]";
  }
}
