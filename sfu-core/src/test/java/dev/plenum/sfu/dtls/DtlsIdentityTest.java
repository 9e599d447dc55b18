package dev.plenum.sfu.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

class DtlsIdentityTest {
  private static final X500Name NAME = new X500Name("CN=test");

  @Test
  void shouldLoadPkcs8() throws Exception {
    KeyPair pair = ec("secp256r1");
    byte[] certificate = certificate(pair, "SHA256withECDSA");

    DtlsIdentity identity = DtlsIdentity.fromPem(pem("CERTIFICATE", certificate), pkcs8(pair));

    assertThat(identity.fingerprint()).isEqualTo(Fingerprint.of("sha-256", certificate));
  }

  @Test
  void shouldLoadWhatOpensslWrites() throws Exception {
    KeyPair pair = ec("secp256r1");
    byte[] certificate = certificate(pair, "SHA256withECDSA");
    byte[] parameters = X9ObjectIdentifiers.prime256v1.getEncoded();
    byte[] key =
        new ECPrivateKey(
                256,
                ((java.security.interfaces.ECPrivateKey) pair.getPrivate()).getS(),
                X9ObjectIdentifiers.prime256v1)
            .getEncoded();

    DtlsIdentity identity =
        DtlsIdentity.fromPem(
            pem("CERTIFICATE", certificate),
            pem("EC PARAMETERS", parameters) + pem("EC PRIVATE KEY", key));

    assertThat(identity.fingerprint()).isEqualTo(Fingerprint.of("sha-256", certificate));
  }

  @Test
  void shouldSayWhatIsWrongWithAKey() throws Exception {
    KeyPair pair = ec("secp256r1");
    String certificate = pem("CERTIFICATE", certificate(pair, "SHA256withECDSA"));
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    KeyPair rsaPair = rsa.generateKeyPair();
    KeyPair p384 = ec("secp384r1");

    assertRefused("nonsense", pkcs8(pair), "not an X.509 certificate");
    assertRefused(certificate, "nonsense", "not an unencrypted private key");
    assertRefused(certificate, pkcs8(ec("secp256r1")), "not the certificate's");
    assertRefused(certificate, pkcs8(rsaPair), "P-256");
    assertRefused(pem("CERTIFICATE", certificate(p384, "SHA256withECDSA")), pkcs8(p384), "P-256");
  }

  @Test
  void shouldGenerateDifferentIdentities() {
    assertThat(DtlsIdentity.generate().fingerprint())
        .isNotEqualTo(DtlsIdentity.generate().fingerprint());
  }

  @Test
  void shouldNeverPrintKeys() {
    byte[] key = {1, 2, 3};
    assertThat(new DtlsKeys(7, key, key, key, key)).hasToString("DtlsKeys[7]");
  }

  private static void assertRefused(String certificate, String key, String message) {
    assertThatThrownBy(() -> DtlsIdentity.fromPem(certificate, key))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  private static KeyPair ec(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static byte[] certificate(KeyPair pair, String algorithm) throws Exception {
    return new JcaX509v3CertificateBuilder(
            NAME,
            BigInteger.ONE,
            Date.from(Instant.EPOCH),
            Date.from(Instant.EPOCH),
            NAME,
            pair.getPublic())
        .build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate()))
        .getEncoded();
  }

  private static String pem(String type, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(type, Base64.getMimeEncoder().encodeToString(der), type);
  }

  private static String pkcs8(KeyPair pair) {
    return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
  }
}
