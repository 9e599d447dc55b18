package dev.plenum.sfu.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/**
 * Shakes hands with itself, without a network, so that what a handshake runs through is compiled
 * before somebody comes.
 */
public final class HandshakeRehearsal {
  private final DtlsIdentity identity;
  private final DtlsGate gate;

  public HandshakeRehearsal(DtlsIdentity identity, DtlsGate gate) {
    this.identity = identity;
    this.gate = gate;
  }

  /**
   * One handshake after the other, as long as it is not over. Blocks, best on a virtual thread.
   *
   * @return how many there were
   * @throws IOException if one fails, which it has no reason to
   */
  public int play(BooleanSupplier isOver) throws IOException {
    int played = 0;
    while (!isOver.getAsBoolean()) {
      Peer peer = new Peer(identity);
      peer.server =
          new DtlsEndpoint(
              identity, List.of(identity.fingerprint()), gate, peer::deliver, new Unheard());
      new DTLSClientProtocol().connect(peer, peer).close();
      played++;
    }
    return played;
  }

  /** The client's side. Its certificate is the server's. */
  private static final class Peer extends DefaultTlsClient implements DatagramTransport {
    private static final int MOST_BYTES = 1200;

    private final DtlsIdentity identity;
    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    private @Nullable DtlsEndpoint server;

    Peer(DtlsIdentity identity) {
      super(identity.crypto());
      this.identity = identity;
    }

    void deliver(byte[] bytes, int offset, int length) {
      received.add(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.DTLSv12.only();
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // Bouncy Castle's API is older than generics.
    public Hashtable getClientExtensions() throws IOException {
      Hashtable extensions = super.getClientExtensions();
      int[] profiles = {SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM};
      TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(profiles, TlsUtils.EMPTY_BYTES));
      return extensions;
    }

    @Override
    public TlsAuthentication getAuthentication() {
      return new TlsAuthentication() {
        @Override
        public void notifyServerCertificate(TlsServerCertificate certificate) {
          // It is our own.
        }

        @Override
        public TlsCredentials getClientCredentials(CertificateRequest request) {
          return identity.signer(context);
        }
      };
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
      try {
        byte[] datagram = received.poll(waitMillis, TimeUnit.MILLISECONDS);
        if (datagram == null) {
          return -1;
        }
        System.arraycopy(datagram, 0, buffer, offset, datagram.length);
        return datagram.length;
      } catch (InterruptedException e) {
        throw new IOException("interrupted", e);
      }
    }

    @Override
    public void send(byte[] bytes, int offset, int length) {
      DtlsEndpoint to = server;
      if (to != null) {
        to.receive(bytes, offset, length);
      }
    }

    @Override
    public int getReceiveLimit() {
      return MOST_BYTES;
    }

    @Override
    public int getSendLimit() {
      return MOST_BYTES;
    }

    @Override
    public void close() {
      // There is nothing to close.
    }
  }

  /** Nobody is told. */
  private static final class Unheard implements DtlsListener {
    @Override
    public void established(DtlsKeys keys) {}

    @Override
    public void failed(DtlsFailure failure) {}

    @Override
    public void broken(RuntimeException bug) {}

    @Override
    public void closedByPeer() {}
  }
}
