package dev.plenum.sfu.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/** A browser's side of the handshake, by Bouncy Castle's client. */
final class DtlsClient extends DefaultTlsClient implements DatagramTransport {
  private static final int RESEND_MILLIS = 100;

  private final DtlsIdentity identity;
  private final int[] profiles;
  private final DtlsSink toServer;
  private final BlockingQueue<byte[]> fromServer = new ArrayBlockingQueue<>(64);
  private int sendLimitBytes = 1200;
  private byte[] exported = {};
  private @Nullable Fingerprint serverFingerprint;
  private int profile;
  private volatile boolean closed;

  DtlsClient(DtlsIdentity identity, DtlsSink toServer, int... profiles) {
    super(identity.crypto());
    this.identity = identity;
    this.toServer = toServer;
    this.profiles = profiles;
  }

  /** Sends datagrams of this length at most, over several of which a ClientHello is split. */
  void sendLimitBytes(int bytes) {
    sendLimitBytes = bytes;
  }

  /** Runs the handshake to its end. */
  DTLSTransport connect() throws IOException {
    return new DTLSClientProtocol().connect(this, this);
  }

  /** A datagram of the server's. */
  void deliver(byte[] bytes, int offset, int length) {
    fromServer.add(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  byte[] exported() {
    return exported;
  }

  int profile() {
    return profile;
  }

  @Nullable Fingerprint serverFingerprint() {
    return serverFingerprint;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.DTLSv12.only();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return new int[] {
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
    };
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked", "JdkObsolete"}) // Bouncy Castle's API
  protected java.util.Vector getSupportedGroups(java.util.Vector roles) {
    java.util.Vector groups = new java.util.Vector();
    groups.add(NamedGroup.secp384r1);
    groups.add(NamedGroup.secp256r1);
    groups.add(NamedGroup.x25519);
    return groups;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Hashtable getClientExtensions() throws IOException {
    Hashtable extensions = super.getClientExtensions();
    if (profiles.length > 0) {
      TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(profiles, TlsUtils.EMPTY_BYTES));
    }
    return extensions;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public void processServerExtensions(Hashtable extensions) throws IOException {
    super.processServerExtensions(extensions);
    profile = TlsSRTPUtils.getUseSRTPExtension(extensions).getProtectionProfiles()[0];
  }

  @Override
  public int getHandshakeResendTimeMillis() {
    return RESEND_MILLIS;
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
        serverFingerprint =
            Fingerprint.of(
                "sha-256", certificate.getCertificate().getCertificateAt(0).getEncoded());
      }

      @Override
      public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
        return identity.signer(context);
      }
    };
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    int saltBytes = profile == 7 ? 12 : 14;
    exported = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * (16 + saltBytes));
  }

  @Override
  public int getReceiveLimit() {
    return 1500;
  }

  @Override
  public int getSendLimit() {
    return sendLimitBytes;
  }

  @Override
  public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
    try {
      byte[] datagram = fromServer.poll(waitMillis, TimeUnit.MILLISECONDS);
      if (datagram == null) {
        return -1;
      }
      System.arraycopy(datagram, 0, buffer, offset, datagram.length);
      return datagram.length;
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void send(byte[] bytes, int offset, int length) {
    toServer.send(bytes, offset, length);
  }

  @Override
  public void close() {
    closed = true;
  }
}
