package dev.plenum.sfu.dtls;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.DefaultTlsCredentialedSigner;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsECDSASigner;

/**
 * A node's ECDSA P-256 certificate and key, one for all its transports. Nodes that take over each
 * other's people share one. Immutable; for any thread.
 */
public final class DtlsIdentity {
  private static final String CURVE = "secp256r1";
  private static final X500Name NAME = new X500Name("CN=Plenum");

  /** Browsers look at the fingerprint only, so that the lifetime has no use but being long. */
  private static final Duration LIFETIME = Duration.ofDays(3650);

  private static final Duration CLOCK_SKEW = Duration.ofDays(1);
  private static final int SERIAL_BITS = 64;
  private static final SignatureAndHashAlgorithm ECDSA_WITH_SHA256 =
      SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);

  private final BcTlsCrypto crypto;
  private final TlsSigner signer;
  private final Certificate chain;
  private final Fingerprint fingerprint;

  private DtlsIdentity(ECPrivateKeyParameters key, X509CertificateHolder certificate)
      throws IOException {
    LibcryptoSigner quick = LibcryptoSigner.of(key, certificate);
    byte[] encoded = certificate.getEncoded();
    this.crypto = new HandshakeCrypto(quick != null);
    this.signer = quick != null ? quick : new BcTlsECDSASigner(crypto, key);
    this.chain = new Certificate(new TlsCertificate[] {crypto.createCertificate(encoded)});
    this.fingerprint = Fingerprint.of("sha-256", encoded);
  }

  /** Makes a key and a self-signed certificate. */
  public static DtlsIdentity generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(CURVE));
      KeyPair pair = generator.generateKeyPair();
      return new DtlsIdentity(
          (ECPrivateKeyParameters) PrivateKeyFactory.createKey(pair.getPrivate().getEncoded()),
          selfSigned(pair));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("P-256 and SHA-256 are part of every JDK", e);
    }
  }

  /**
   * Reads a certificate and its key.
   *
   * @param certificatePem one X.509 certificate
   * @param keyPem its key, as PKCS #8 or in OpenSSL's own form
   * @throws IOException if they are not an ECDSA P-256 certificate and its key; the message says
   *     what is wrong
   */
  public static DtlsIdentity fromPem(String certificatePem, String keyPem) throws IOException {
    if (!(new PEMParser(new StringReader(certificatePem)).readObject()
        instanceof X509CertificateHolder certificate)) {
      throw new IOException("the DTLS certificate is not an X.509 certificate in PEM");
    }
    if (!(privateKey(keyPem) instanceof ECPrivateKeyParameters key) || !isP256(certificate)) {
      throw new IOException("the DTLS certificate and key must be ECDSA with curve P-256");
    }
    if (!belongTogether(certificate, key)) {
      throw new IOException("the DTLS key is not the certificate's");
    }
    return new DtlsIdentity(key, certificate);
  }

  /** The SHA-256 fingerprint for the answer. */
  public Fingerprint fingerprint() {
    return fingerprint;
  }

  /** What computes for handshakes with this identity. */
  public BcTlsCrypto crypto() {
    return crypto;
  }

  /** Proves this identity in one handshake. */
  public TlsCredentialedSigner signer(TlsContext context) {
    return new DefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context), signer, chain, ECDSA_WITH_SHA256);
  }

  private static X509CertificateHolder selfSigned(KeyPair pair) throws OperatorCreationException {
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
            NAME,
            new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(0),
            Date.from(now.minus(CLOCK_SKEW)),
            Date.from(now.plus(LIFETIME)),
            NAME,
            pair.getPublic())
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
  }

  private static AsymmetricKeyParameter privateKey(String pem) throws IOException {
    PrivateKeyInfo info = privateKeyInfo(new PEMParser(new StringReader(pem)));
    try {
      return PrivateKeyFactory.createKey(info);
    } catch (RuntimeException e) {
      throw new IOException("the DTLS key does not say its curve", e);
    }
  }

  private static PrivateKeyInfo privateKeyInfo(PEMParser parser) throws IOException {
    for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
      // OpenSSL writes the curve's parameters before the key.
      if (part instanceof PEMKeyPair pair) {
        return pair.getPrivateKeyInfo();
      }
      if (part instanceof PrivateKeyInfo info) {
        return info;
      }
    }
    throw new IOException("the DTLS key is not an unencrypted private key in PEM");
  }

  private static boolean isP256(X509CertificateHolder certificate) {
    return X9ObjectIdentifiers.prime256v1.equals(
        certificate.getSubjectPublicKeyInfo().getAlgorithm().getParameters());
  }

  private static boolean belongTogether(
      X509CertificateHolder certificate, ECPrivateKeyParameters key) throws IOException {
    byte[] expected = key.getParameters().getG().multiply(key.getD()).getEncoded(false);
    var published = PublicKeyFactory.createKey(certificate.getSubjectPublicKeyInfo());
    return published instanceof ECPublicKeyParameters ec
        && Arrays.equals(expected, ec.getQ().getEncoded(false));
  }
}
