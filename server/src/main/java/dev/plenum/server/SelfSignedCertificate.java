package dev.plenum.server;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate for HTTPS that nobody has vouched for: enough for phones in the same network, which
 * need HTTPS to use a camera and ask once whether to go on.
 *
 * @param certificatePem for this machine's addresses and localhost, valid for a year
 * @param keyPem its private key, PKCS #8
 */
record SelfSignedCertificate(String certificatePem, String keyPem) {

  private static final X500Name NAME = new X500Name("CN=Plenum");

  static SelfSignedCertificate make(List<InetAddress> addresses) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      return new SelfSignedCertificate(
          pem(certificate(keys, addresses)), pem(new JcaPKCS8Generator(keys.getPrivate(), null)));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("a P-256 certificate can always be made", e);
    }
  }

  private static X509CertificateHolder certificate(KeyPair keys, List<InetAddress> addresses)
      throws OperatorCreationException, IOException {
    Instant now = Instant.now();
    GeneralName[] names =
        Stream.concat(
                Stream.of(new GeneralName(GeneralName.dNSName, "localhost")),
                addresses.stream()
                    .map(
                        address ->
                            new GeneralName(GeneralName.iPAddress, address.getHostAddress())))
            .toArray(GeneralName[]::new);
    return new JcaX509v3CertificateBuilder(
            NAME,
            new BigInteger(127, new SecureRandom()),
            Date.from(now.minus(1, ChronoUnit.HOURS)),
            Date.from(now.plus(365, ChronoUnit.DAYS)),
            NAME,
            keys.getPublic())
        .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names))
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
  }

  private static String pem(Object what) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(what);
    }
    return text.toString();
  }

  /** The key stays out of logs. */
  @Override
  public String toString() {
    return "SelfSignedCertificate";
  }
}
