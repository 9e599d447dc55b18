package dev.plenum.load;

import dev.plenum.sfu.dtls.DtlsIdentity;
import dev.plenum.sfu.dtls.Fingerprint;
import dev.plenum.sfu.srtp.SrtpKeys;
import dev.plenum.sfu.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;

/** One handshake as a browser makes it: DTLS 1.2 with a certificate, for SRTP (RFC 5764). */
final class DtlsClient extends DefaultTlsClient {
  private static final SrtpProfile PROFILE = SrtpProfile.AEAD_AES_128_GCM;

  /** As libwebrtc, rtc_base/openssl_stream_adapter.cc: the first time-out of a handshake. */
  private static final int FIRST_RESEND_MILLIS = 50;

  private static final int PATIENCE_MILLIS = 30_000;

  private final DtlsIdentity identity;
  private final String serverFingerprint;
  private byte[] exported = {};

  /**
   * @param serverFingerprint from the server's answer
   */
  DtlsClient(DtlsIdentity identity, String serverFingerprint) {
    super(identity.crypto());
    this.identity = identity;
    this.serverFingerprint = serverFingerprint;
  }

  /** Blocks until keys are agreed on. */
  SrtpKeys handshake(DatagramTransport datagrams) throws IOException {
    new DTLSClientProtocol().connect(this, datagrams);
    int salts = 2 * PROFILE.keyBytes();
    return new SrtpKeys(
        PROFILE,
        Arrays.copyOfRange(exported, 0, PROFILE.keyBytes()),
        Arrays.copyOfRange(exported, salts, salts + PROFILE.saltBytes()),
        Arrays.copyOfRange(exported, PROFILE.keyBytes(), salts),
        Arrays.copyOfRange(exported, salts + PROFILE.saltBytes(), exported.length));
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.DTLSv12.only();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return new int[] {CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256};
  }

  @Override
  @SuppressWarnings({"rawtypes", "JdkObsolete"}) // Bouncy Castle's API is older than generics.
  protected Vector getSupportedGroups(Vector roles) {
    return new Vector<>(List.of(NamedGroup.x25519, NamedGroup.secp256r1));
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public Hashtable getClientExtensions() throws IOException {
    Hashtable extensions = super.getClientExtensions();
    TlsSRTPUtils.addUseSRTPExtension(
        extensions, new UseSRTPData(new int[] {PROFILE.dtlsId()}, TlsUtils.EMPTY_BYTES));
    return extensions;
  }

  @Override
  public int getHandshakeTimeoutMillis() {
    return PATIENCE_MILLIS;
  }

  @Override
  public int getHandshakeResendTimeMillis() {
    return FIRST_RESEND_MILLIS;
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
        byte[] encoded = certificate.getCertificate().getCertificateAt(0).getEncoded();
        boolean announced =
            Fingerprint.parse(serverFingerprint).filter(one -> one.matches(encoded)).isPresent();
        if (!announced) {
          throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
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
    int bytes = 2 * (PROFILE.keyBytes() + PROFILE.saltBytes());
    exported = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, bytes);
  }
}
