package dev.plenum.sfu.testkit;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** A browser's side of DTLS-SRTP: a client with a certificate of its own (RFC 5764). */
final class DtlsClient extends DefaultTlsClient {

  private static final int KEY_BYTES = 16;
  private static final int SALT_BYTES = 12;

  /** The master keys of AEAD_AES_128_GCM in the order of RFC 5764 §4.2. */
  @SuppressWarnings("ArrayRecordComponent")
  record Keys(byte[] clientKey, byte[] serverKey, byte[] clientSalt, byte[] serverSalt) {}

  private final KeyPair keyPair;
  private final byte[] certificate;
  private byte @Nullable [] exported;

  DtlsClient() {
    super(new BcTlsCrypto(new SecureRandom()));
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      keyPair = generator.generateKeyPair();
      X500Name name = new X500Name("CN=peer");
      Instant now = Instant.now();
      certificate =
          new JcaX509v3CertificateBuilder(
                  name,
                  BigInteger.ONE,
                  Date.from(now.minus(Duration.ofHours(1))),
                  Date.from(now.plus(Duration.ofDays(1))),
                  name,
                  keyPair.getPublic())
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keyPair.getPrivate()))
              .getEncoded();
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("a P-256 certificate can always be made", e);
    }
  }

  byte[] certificate() {
    return certificate;
  }

  Keys handshake(DatagramTransport transport) throws IOException {
    new DTLSClientProtocol().connect(this, transport);
    byte[] material = exported;
    if (material == null) {
      throw new IOException("no keys");
    }
    return new Keys(
        part(material, 0, KEY_BYTES),
        part(material, KEY_BYTES, KEY_BYTES),
        part(material, 2 * KEY_BYTES, SALT_BYTES),
        part(material, 2 * KEY_BYTES + SALT_BYTES, SALT_BYTES));
  }

  private static byte[] part(byte[] bytes, int from, int length) {
    byte[] part = new byte[length];
    System.arraycopy(bytes, from, part, 0, length);
    return part;
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
  @SuppressWarnings({"rawtypes", "JdkObsolete"})
  protected Vector getSupportedGroups(Vector namedGroupRoles) {
    return new Vector<>(List.of(NamedGroup.x25519));
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public Hashtable getClientExtensions() throws IOException {
    Hashtable extensions = super.getClientExtensions();
    TlsSRTPUtils.addUseSRTPExtension(
        extensions,
        new UseSRTPData(
            new int[] {SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM}, TlsUtils.EMPTY_BYTES));
    return extensions;
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate serverCertificate) {
        // What the server's fingerprint is, the SDP would have said.
      }

      @Override
      public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
        BcTlsCrypto crypto = (BcTlsCrypto) getCrypto();
        Certificate chain =
            new Certificate(new TlsCertificate[] {crypto.createCertificate(certificate)});
        return new BcDefaultTlsCredentialedSigner(
            new TlsCryptoParameters(context),
            crypto,
            PrivateKeyFactory.createKey(keyPair.getPrivate().getEncoded()),
            chain,
            new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
      }
    };
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    exported =
        context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * (KEY_BYTES + SALT_BYTES));
  }
}
