package dev.plenum.sfu.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/**
 * What we answer in one handshake: DTLS 1.2 with forward secrecy, a client certificate that its SDP
 * announced, and SRTP. Owner: the virtual thread of the handshake.
 */
final class DtlsServer extends DefaultTlsServer {
  /** RFC 6347 §4.2.4.1 proposes a second; a lost flight would be heard as a slow join. */
  private static final int FIRST_RESEND_MILLIS = 400;

  /** In order of preference: the first costs half of the other per packet. */
  private static final List<Integer> SRTP_PROFILES =
      List.of(
          SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM,
          SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80);

  private static final int SRTP_KEY_BYTES = 16;

  private final DtlsIdentity identity;
  private final List<Fingerprint> expected;
  private int profileId;
  private @Nullable DtlsKeys keys;
  private @Nullable DtlsFailure refusal;

  DtlsServer(DtlsIdentity identity, List<Fingerprint> expected) {
    super(identity.crypto());
    this.identity = identity;
    this.expected = expected;
  }

  /** What was agreed on, once the handshake is done. */
  @Nullable DtlsKeys keys() {
    return keys;
  }

  /** Why we or the peer gave up, if that is known. */
  @Nullable DtlsFailure refusal() {
    return refusal;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.DTLSv12.only();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return new int[] {
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
      CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
    };
  }

  @Override
  protected boolean preferLocalCipherSuites() {
    return true;
  }

  /** X25519 costs us two thirds of P-256. */
  @Override
  public int[] getSupportedGroups() {
    return new int[] {NamedGroup.x25519, NamedGroup.secp256r1};
  }

  @Override
  protected int selectECDH(int minimumCurveBits) {
    int[] offered = context.getSecurityParametersHandshake().getClientSupportedGroups();
    if (offered == null) {
      return NamedGroup.secp256r1; // RFC 8422 §4: a client that does not say takes any
    }
    for (int group : getSupportedGroups()) {
      if (Arrays.stream(offered).anyMatch(candidate -> candidate == group)) {
        return group;
      }
    }
    return -1;
  }

  @Override
  public boolean requiresExtendedMasterSecret() {
    return true;
  }

  /** The certificate is trusted by its fingerprint; how it was signed does not matter. */
  @Override
  public boolean shouldCheckSigAlgOfPeerCerts() {
    return false;
  }

  /** Without a limit: {@link DtlsInbox} knows how much of the time was the peer's. */
  @Override
  public int getHandshakeTimeoutMillis() {
    return 0;
  }

  @Override
  public int getHandshakeResendTimeMillis() {
    return FIRST_RESEND_MILLIS;
  }

  @Override
  protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
    return identity.signer(context);
  }

  @Override
  @SuppressWarnings("JdkObsolete") // Bouncy Castle wants a Vector.
  public CertificateRequest getCertificateRequest() {
    Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>();
    for (short hash : new short[] {HashAlgorithm.sha256, HashAlgorithm.sha384}) {
      algorithms.add(SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.ecdsa));
      algorithms.add(SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.rsa));
    }
    algorithms.add(SignatureAndHashAlgorithm.rsa_pss_rsae_sha256);
    return new CertificateRequest(
        new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign},
        algorithms,
        null);
  }

  @Override
  public void notifyClientCertificate(Certificate chain) throws IOException {
    if (chain.isEmpty() || !isExpected(chain.getCertificateAt(0).getEncoded())) {
      refusal = DtlsFailure.FINGERPRINT_MISMATCH;
      throw new TlsFatalAlert(AlertDescription.bad_certificate);
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // Bouncy Castle's API is older than generics.
  public void processClientExtensions(Hashtable extensions) throws IOException {
    super.processClientExtensions(extensions);
    UseSRTPData offered = TlsSRTPUtils.getUseSRTPExtension(extensions);
    profileId =
        SRTP_PROFILES.stream()
            .filter(profile -> offered != null && contains(offered, profile))
            .findFirst()
            .orElseThrow(this::noProfile);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Hashtable getServerExtensions() throws IOException {
    Hashtable extensions = super.getServerExtensions();
    TlsSRTPUtils.addUseSRTPExtension(
        extensions, new UseSRTPData(new int[] {profileId}, TlsUtils.EMPTY_BYTES));
    return extensions;
  }

  @Override
  public void notifyAlertReceived(short level, short description) {
    if (level == AlertLevel.fatal || description == AlertDescription.close_notify) {
      refusal = DtlsFailure.PEER_ALERT;
    }
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    keys = exportKeys();
    forgetHellos();
  }

  /** Bouncy Castle keeps us as long as the association, and with us what both hellos said. */
  private void forgetHellos() {
    clientExtensions = null;
    offeredCipherSuites = null;
    serverExtensions.clear();
  }

  /** RFC 5764 §4.2: client key, server key, client salt, server salt. */
  private DtlsKeys exportKeys() {
    int saltBytes = profileId == SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM ? 12 : 14;
    byte[] exported =
        context.exportKeyingMaterial(
            ExporterLabel.dtls_srtp, null, 2 * (SRTP_KEY_BYTES + saltBytes));
    int salts = 2 * SRTP_KEY_BYTES;
    return new DtlsKeys(
        profileId,
        Arrays.copyOfRange(exported, 0, SRTP_KEY_BYTES),
        Arrays.copyOfRange(exported, salts, salts + saltBytes),
        Arrays.copyOfRange(exported, SRTP_KEY_BYTES, salts),
        Arrays.copyOfRange(exported, salts + saltBytes, exported.length));
  }

  private boolean isExpected(byte[] certificate) {
    return expected.stream().anyMatch(fingerprint -> fingerprint.matches(certificate));
  }

  private static boolean contains(UseSRTPData offered, int profile) {
    return Arrays.stream(offered.getProtectionProfiles()).anyMatch(id -> id == profile);
  }

  private IOException noProfile() {
    refusal = DtlsFailure.NO_SRTP_PROFILE;
    return new TlsFatalAlert(AlertDescription.handshake_failure);
  }
}
