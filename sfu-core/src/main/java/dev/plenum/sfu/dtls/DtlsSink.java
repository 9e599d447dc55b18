package dev.plenum.sfu.dtls;

/** Takes a {@link DtlsEndpoint}'s outgoing datagrams. */
@FunctionalInterface
public interface DtlsSink {

  /** Sends a datagram. Called on a virtual thread; the array is not to be kept. */
  void send(byte[] bytes, int offset, int length);
}
