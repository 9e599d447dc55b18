package dev.plenum.sfu.dtls;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.crypto.TlsSigner;
import org.bouncycastle.tls.crypto.TlsStreamSigner;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs with the node's P-256 key by libcrypto. For any thread. */
final class LibcryptoSigner implements TlsSigner {
  private static final Logger LOG = LoggerFactory.getLogger(LibcryptoSigner.class);
  private static final int KEY_BYTES = 32;

  private final MemorySegment key;

  private LibcryptoSigner(MemorySegment key) {
    this.key = key;
  }

  /**
   * Null where the machine has no libcrypto, or one that does not understand Bouncy Castle and is
   * not understood by it.
   *
   * @param certificate the key's
   */
  static @Nullable LibcryptoSigner of(ECPrivateKeyParameters key, X509CertificateHolder certificate)
      throws IOException {
    try {
      LibcryptoSigner signer =
          new LibcryptoSigner(
              LibcryptoEcdsa.privateKey(BigIntegers.asUnsignedByteArray(KEY_BYTES, key.getD())));
      if (signer.isUnderstood(certificate)) {
        return signer;
      }
      LOG.warn("libcrypto's signatures are not as Bouncy Castle's: not used");
    } catch (LinkageError notHere) {
      LOG.debug("no libcrypto here", notHere);
    }
    return null;
  }

  private boolean isUnderstood(X509CertificateHolder certificate) throws IOException {
    byte[] digest = sha256(certificate.getEncoded());
    byte[] other = sha256(digest);
    byte[] signature = generateRawSignature(null, digest);
    byte[] publicKey = certificate.getSubjectPublicKeyInfo().getPublicKeyData().getOctets();
    ECDSASigner portable = new ECDSASigner();
    portable.init(false, PublicKeyFactory.createKey(certificate.getSubjectPublicKeyInfo()));
    var numbers = StandardDSAEncoding.INSTANCE.decode(portable.getOrder(), signature);
    return portable.verifySignature(digest, numbers[0], numbers[1])
        && LibcryptoEcdsa.verify(publicKey, digest, signature)
        && !LibcryptoEcdsa.verify(publicKey, other, signature)
        && !LibcryptoEcdsa.verify(publicKey, digest, Arrays.copyOf(signature, 8));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  @Override
  public byte[] generateRawSignature(@Nullable SignatureAndHashAlgorithm algorithm, byte[] hash) {
    return LibcryptoEcdsa.sign(key, hash);
  }

  /** What is signed is hashed before it comes here. */
  @Override
  public @Nullable TlsStreamSigner getStreamSigner(SignatureAndHashAlgorithm algorithm) {
    return null;
  }
}
