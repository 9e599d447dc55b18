package dev.plenum.sfu.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.gcm.BasicGCMMultiplier;
import org.bouncycastle.tls.CertificateType;
import org.bouncycastle.tls.DigitallySigned;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsStreamVerifier;
import org.bouncycastle.tls.crypto.TlsVerifier;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * Bouncy Castle's cryptography, but that peers' P-256 signatures are verified by libcrypto where
 * the machine has it, and that a few records of a handshake are not worth tables. For any thread.
 */
final class HandshakeCrypto extends BcTlsCrypto {

  private final boolean hasLibcrypto;

  HandshakeCrypto(boolean hasLibcrypto) {
    super(new SecureRandom());
    this.hasLibcrypto = hasLibcrypto;
  }

  @Override
  public TlsCertificate createCertificate(short type, byte[] encoding) throws IOException {
    return hasLibcrypto && type == CertificateType.X509
        ? new PeerCertificate(encoding)
        : super.createCertificate(type, encoding);
  }

  /** Tables would take 10 KB for each direction for as long as the association lives. */
  @Override
  protected AEADBlockCipher createGCMMode(BlockCipher cipher) {
    return GCMBlockCipher.newInstance(cipher, new BasicGCMMultiplier());
  }

  private final class PeerCertificate extends BcTlsCertificate {

    PeerCertificate(byte[] encoding) throws IOException {
      super(HandshakeCrypto.this, encoding);
    }

    @Override
    public TlsVerifier createVerifier(short signatureAlgorithm) throws IOException {
      TlsVerifier portable = super.createVerifier(signatureAlgorithm);
      SubjectPublicKeyInfo key = getSubjectPublicKeyInfo();
      return signatureAlgorithm == SignatureAlgorithm.ecdsa
              && X9ObjectIdentifiers.prime256v1.equals(key.getAlgorithm().getParameters())
          ? new LibcryptoVerifier(key.getPublicKeyData().getOctets())
          : portable;
    }
  }

  private static final class LibcryptoVerifier implements TlsVerifier {

    private final byte[] publicKey;

    LibcryptoVerifier(byte[] publicKey) {
      this.publicKey = publicKey;
    }

    /** What is signed is hashed before it comes here. */
    @Override
    public @Nullable TlsStreamVerifier getStreamVerifier(DigitallySigned signed) {
      return null;
    }

    @Override
    public boolean verifyRawSignature(DigitallySigned signed, byte[] hash) {
      return LibcryptoEcdsa.verify(publicKey, hash, signed.getSignature());
    }
  }
}
