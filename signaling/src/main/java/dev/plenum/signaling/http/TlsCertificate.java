package dev.plenum.signaling.http;

/**
 * What the server shows to prove who it is.
 *
 * @param chainPem its certificate and those that signed it, in PEM
 * @param keyPem its private key, in PKCS #8 PEM
 */
public record TlsCertificate(String chainPem, String keyPem) {

  @Override
  public String toString() {
    return "TlsCertificate";
  }
}
