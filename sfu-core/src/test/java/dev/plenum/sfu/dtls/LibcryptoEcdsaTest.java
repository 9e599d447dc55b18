package dev.plenum.sfu.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Side by side with Bouncy Castle, where the machine has libcrypto. */
class LibcryptoEcdsaTest {
  private static final int KEYS = 20;
  private static final int NUMBER_BYTES = 32;

  private final Random random = new Random(1);

  @BeforeEach
  void libcryptoIsHere() {
    assumeThat(isHere()).isTrue();
  }

  private static boolean isHere() {
    try {
      LibcryptoEcdsa.privateKey(number(BigInteger.ONE));
      return true;
    } catch (LinkageError notHere) {
      return false;
    }
  }

  @Test
  void shouldVerifyWhatBouncyCastleSigns() throws IOException {
    for (int i = 0; i < KEYS; i++) {
      Pair pair = new Pair();
      byte[] digest = randomBytes(NUMBER_BYTES);

      assertThat(LibcryptoEcdsa.verify(pair.point(), digest, pair.sign(digest))).isTrue();
    }
  }

  @Test
  void shouldSignWhatBouncyCastleVerifies() throws IOException {
    for (int i = 0; i < KEYS; i++) {
      Pair pair = new Pair();
      MemorySegment key = LibcryptoEcdsa.privateKey(number(pair.secret.getD()));
      byte[] digest = randomBytes(NUMBER_BYTES);

      assertThat(pair.verify(digest, LibcryptoEcdsa.sign(key, digest))).isTrue();
    }
  }

  @Test
  void shouldRefuseWhatSomethingElseWasSignedBy() throws IOException {
    Pair pair = new Pair();
    byte[] digest = randomBytes(NUMBER_BYTES);
    byte[] signature = pair.sign(digest);

    assertThat(LibcryptoEcdsa.verify(pair.point(), randomBytes(NUMBER_BYTES), signature)).isFalse();
    assertThat(LibcryptoEcdsa.verify(new Pair().point(), digest, signature)).isFalse();
    for (int at = 0; at < signature.length; at++) {
      byte[] broken = signature.clone();
      broken[at] ^= 1;
      assertThat(LibcryptoEcdsa.verify(pair.point(), digest, broken)).isFalse();
    }
  }

  @Test
  void shouldRefuseWhatIsNeitherKeyNorSignature() throws IOException {
    Pair pair = new Pair();
    byte[] digest = randomBytes(NUMBER_BYTES);
    byte[] signature = pair.sign(digest);

    for (int bytes = 0; bytes < 200; bytes++) {
      byte[] noise = randomBytes(bytes);
      assertThat(LibcryptoEcdsa.verify(noise, digest, signature)).isFalse();
      assertThat(LibcryptoEcdsa.verify(pair.point(), digest, noise)).isFalse();
    }
    for (int bytes = 0; bytes < signature.length; bytes++) {
      byte[] part = Arrays.copyOf(signature, bytes);
      assertThat(LibcryptoEcdsa.verify(pair.point(), digest, part)).isFalse();
    }
    for (int bytes = 0; bytes < pair.point().length; bytes++) {
      byte[] part = Arrays.copyOf(pair.point(), bytes);
      assertThat(LibcryptoEcdsa.verify(part, digest, signature)).isFalse();
    }
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] number(BigInteger number) {
    return BigIntegers.asUnsignedByteArray(NUMBER_BYTES, number);
  }

  /** Bouncy Castle's view of a key. */
  private static final class Pair {
    private final ECPrivateKeyParameters secret;
    private final ECPublicKeyParameters known;

    Pair() {
      ECKeyPairGenerator generator = new ECKeyPairGenerator();
      generator.init(
          new ECKeyGenerationParameters(
              new ECDomainParameters(CustomNamedCurves.getByName("secp256r1")),
              new SecureRandom()));
      AsymmetricCipherKeyPair pair = generator.generateKeyPair();
      secret = (ECPrivateKeyParameters) pair.getPrivate();
      known = (ECPublicKeyParameters) pair.getPublic();
    }

    byte[] point() {
      return known.getQ().getEncoded(false);
    }

    byte[] sign(byte[] digest) throws IOException {
      ECDSASigner signer = new ECDSASigner();
      signer.init(true, secret);
      BigInteger[] numbers = signer.generateSignature(digest);
      return StandardDSAEncoding.INSTANCE.encode(order(), numbers[0], numbers[1]);
    }

    boolean verify(byte[] digest, byte[] signature) throws IOException {
      ECDSASigner verifier = new ECDSASigner();
      verifier.init(false, known);
      BigInteger[] numbers = StandardDSAEncoding.INSTANCE.decode(order(), signature);
      return verifier.verifySignature(digest, numbers[0], numbers[1]);
    }

    private BigInteger order() {
      return known.getParameters().getN();
    }
  }
}
