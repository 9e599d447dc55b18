package dev.plenum.sfu.transport;

import dev.plenum.sfu.control.HandshakeResult;
import dev.plenum.sfu.dtls.DtlsEndpoint;
import dev.plenum.sfu.dtls.DtlsFailure;
import dev.plenum.sfu.dtls.DtlsGate;
import dev.plenum.sfu.dtls.DtlsIdentity;
import dev.plenum.sfu.dtls.DtlsKeys;
import dev.plenum.sfu.dtls.DtlsListener;
import dev.plenum.sfu.dtls.Fingerprint;
import dev.plenum.sfu.srtp.SrtpKeys;
import dev.plenum.sfu.srtp.SrtpProfile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Opens the DTLS endpoints of one loop's transports. Handshakes run on virtual threads; what they
 * want sent and what they come to is posted to the loop.
 */
public final class Handshakes {

  /** What a handshake comes to. Called on the loop. */
  interface Outcome {

    void send(byte[] datagram);

    void established(SrtpKeys keys);

    /** It failed, and nothing else will come. */
    void failed(HandshakeResult result);

    void closedByPeer();
  }

  private final DtlsIdentity identity;
  private final DtlsGate gate;
  private final Consumer<Runnable> datagrams;
  private final Consumer<Runnable> outcomes;

  /**
   * @param datagrams runs a command on the loop, or loses it, as a datagram may be lost
   * @param outcomes the same for what comes only once, so that even a busy loop must take it
   */
  public Handshakes(
      DtlsIdentity identity,
      DtlsGate gate,
      Consumer<Runnable> datagrams,
      Consumer<Runnable> outcomes) {
    this.identity = identity;
    this.gate = gate;
    this.datagrams = datagrams;
    this.outcomes = outcomes;
  }

  DtlsEndpoint open(List<String> fingerprints, Outcome outcome) {
    List<Fingerprint> expected =
        fingerprints.stream().map(Fingerprint::parse).flatMap(Optional::stream).toList();
    return new DtlsEndpoint(
        identity,
        expected,
        gate,
        (bytes, offset, length) -> {
          byte[] datagram = Arrays.copyOfRange(bytes, offset, offset + length);
          datagrams.accept(() -> outcome.send(datagram));
        },
        new DtlsListener() {
          @Override
          public void established(DtlsKeys keys) {
            SrtpKeys srtp = srtpKeys(keys);
            outcomes.accept(() -> outcome.established(srtp));
          }

          @Override
          public void failed(DtlsFailure failure) {
            outcomes.accept(() -> outcome.failed(result(failure)));
          }

          // Thrown on the loop, whose edge records it.
          @Override
          public void broken(RuntimeException bug) {
            outcomes.accept(
                () -> {
                  outcome.failed(HandshakeResult.INTERNAL);
                  throw bug;
                });
          }

          @Override
          public void closedByPeer() {
            outcomes.accept(outcome::closedByPeer);
          }
        });
  }

  private static SrtpKeys srtpKeys(DtlsKeys keys) {
    SrtpProfile profile =
        SrtpProfile.ofDtlsId(keys.profileId())
            .orElseThrow(() -> new IllegalStateException("a profile that was not offered"));
    return new SrtpKeys(
        profile, keys.clientKey(), keys.clientSalt(), keys.serverKey(), keys.serverSalt());
  }

  private static HandshakeResult result(DtlsFailure failure) {
    return switch (failure) {
      case TIMEOUT -> HandshakeResult.TIMEOUT;
      case FINGERPRINT_MISMATCH -> HandshakeResult.FINGERPRINT_MISMATCH;
      case NO_SRTP_PROFILE -> HandshakeResult.NO_SRTP_PROFILE;
      case PEER_ALERT -> HandshakeResult.PEER_ALERT;
      case PROTOCOL -> HandshakeResult.PROTOCOL;
    };
  }
}
