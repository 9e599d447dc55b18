package dev.plenum.sfu.dtls;

/**
 * Told how a {@link DtlsEndpoint} fares. Called on a virtual thread: hand it on to the owning loop.
 * After {@link DtlsEndpoint#close} it may still be called once.
 */
public interface DtlsListener {

  /** The handshake is done; media may flow. */
  void established(DtlsKeys keys);

  /** The handshake failed; the endpoint is of no more use. */
  void failed(DtlsFailure failure);

  /**
   * The handshake failed by a bug of ours or of the library, which the peer is told of as an
   * internal_error; the endpoint is of no more use.
   */
  void broken(RuntimeException bug);

  /** The established association was ended by the peer. */
  void closedByPeer();
}
