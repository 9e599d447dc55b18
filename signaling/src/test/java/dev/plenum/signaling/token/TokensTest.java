package dev.plenum.signaling.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plenum.sfu.control.SourceKind;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
  private static final ApiKeys KEYS = new ApiKeys(Map.of("devkey", "secret", "other", "hidden"));

  private final Tokens tokens = tokensAt(NOW);

  private static Tokens tokensAt(Instant now) {
    return new Tokens(KEYS, Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void shouldAcceptATokenAsLiveKitsServerSdksWriteIt() {
    String token =
        signed(
            """
            {"iss":"devkey","sub":"li.na","nbf":%d,"exp":%d,"jti":"li.na",
             "name":"Li Na","metadata":"{\\"team\\":7}","attributes":{"seat":"12"},"sha256":"",
             "video":{"roomJoin":true,"room":"morning","canPublish":true,"canSubscribe":true,
              "canPublishData":true,
              "canPublishSources":["camera","microphone","screen_share","screen_share_audio"],
              "roomAdmin":true,"hidden":false,"recorder":false,"ingressAdmin":false}}
            """
                .formatted(NOW.getEpochSecond(), NOW.plusSeconds(3600).getEpochSecond()));

    AccessToken read = tokens.verify(token);

    assertThat(read)
        .isEqualTo(
            new AccessToken(
                "li.na",
                "Li Na",
                "{\"team\":7}",
                Map.of("seat", "12"),
                "morning",
                new Grants(
                    true,
                    false,
                    false,
                    true,
                    Set.of(SourceKind.values()),
                    true,
                    true,
                    true,
                    true,
                    false),
                NOW,
                NOW.plusSeconds(3600)));
  }

  @Test
  void shouldTakeAbsentPermissionsForAllAndAbsentGrantsForNone() {
    Grants grants = tokens.verify(with("\"video\":{\"roomJoin\":true}")).grants();

    assertThat(grants)
        .isEqualTo(
            new Grants(
                true,
                false,
                false,
                false,
                Set.of(SourceKind.values()),
                true,
                true,
                true,
                true,
                false));
    assertThat(tokens.verify(with("\"name\":\"x\"")).grants().join()).isFalse();
  }

  @Test
  void shouldRestrictWhatIsPublished() {
    assertThat(tokens.verify(with("\"video\":{\"canPublish\":false}")).grants().publish())
        .isEmpty();
    assertThat(
            tokens
                .verify(with("\"video\":{\"canPublishSources\":[\"microphone\",\"unknown\"]}"))
                .grants()
                .publish())
        .containsExactly(SourceKind.MICROPHONE);
    assertThat(
            tokens
                .verify(with("\"video\":{\"canPublish\":false,\"canPublishSources\":[\"camera\"]}"))
                .grants()
                .publish())
        .isEmpty();
  }

  @Test
  void shouldLetPlenumsClaimSeparateChatFromData() {
    String silent = "\"video\":{\"canPublishData\":false}";

    assertThat(tokens.verify(with(silent)).grants().chat()).isFalse();
    assertThat(tokens.verify(with(silent + ",\"plenum\":{\"chat\":true,\"new\":1}")).grants())
        .returns(true, Grants::chat)
        .returns(false, Grants::data);
  }

  @Test
  void shouldReadBackWhatItIssues() {
    var grants =
        new Grants(
            true, true, false, false, Set.of(SourceKind.CAMERA), true, false, true, false, true);
    var token =
        new AccessToken(
            "ann", "Ann", "m", Map.of("a", "b"), "room", grants, NOW, NOW.plusSeconds(60));

    assertThat(tokens.verify(tokens.issue("devkey", token))).isEqualTo(token);
    assertThatThrownBy(() -> tokens.issue("nobody", token))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldIssueATokenThatMayNotPublishAnything() {
    var grants = new Grants(true, false, false, false, Set.of(), true, true, true, true, false);
    var token = new AccessToken("ann", "", "", Map.of(), "", grants, NOW, NOW.plusSeconds(60));

    assertThat(tokens.verify(tokens.issue("devkey", token)).grants().publish()).isEmpty();
  }

  @Test
  void shouldAllowForClocksThatDifferALittle() {
    String token = with("\"name\":\"x\"");
    Instant expiry = NOW.plusSeconds(60);
    Duration leeway = Duration.ofSeconds(Tokens.LEEWAY_SECONDS);

    assertThat(tokensAt(expiry.plus(leeway).minusSeconds(1)).verify(token).identity())
        .isEqualTo("ann");
    assertThat(tokensAt(NOW.minus(leeway)).verify(token).identity()).isEqualTo("ann");

    var expired =
        catchThrowableOfType(
            TokenException.class, () -> tokensAt(expiry.plus(leeway).plusSeconds(1)).verify(token));
    var early =
        catchThrowableOfType(
            TokenException.class, () -> tokensAt(NOW.minus(leeway).minusSeconds(1)).verify(token));
    assertThat(expired.isExpired()).isTrue();
    assertThat(early.isExpired()).isFalse();
    assertThat(early).hasMessage("the token is not valid yet");
  }

  @Test
  void shouldNotCallAForgedTokenExpired() {
    String forged = signed(HEADER, claims("\"name\":\"x\""), "guessed");

    var fault =
        catchThrowableOfType(
            TokenException.class, () -> tokensAt(NOW.plusSeconds(9999)).verify(forged));

    assertThat(fault.isExpired()).isFalse();
    assertThat(fault).hasMessage("the token's signature does not match");
  }

  @Test
  void shouldNotAcceptOneKeysTokenUnderAnothersName() {
    String token = signed(HEADER, claims("\"name\":\"x\"").replace("devkey", "other"), "secret");

    assertThatThrownBy(() -> tokens.verify(token)).isInstanceOf(TokenException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "HS384", "HS512", "RS256", "ES256"})
  void shouldRefuseOtherAlgorithms(String algorithm) {
    String header = HEADER.replace("HS256", algorithm);
    String signed = signed(header, claims("\"name\":\"x\""), "secret");
    String unsigned = signed.substring(0, signed.lastIndexOf('.') + 1);

    assertThatThrownBy(() -> tokens.verify(signed))
        .isInstanceOf(TokenException.class)
        .hasMessage("the token is not signed by HS256");
    assertThatThrownBy(() -> tokens.verify(unsigned)).isInstanceOf(TokenException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "7",
        "nonsense",
        "{\"iss\":\"devkey\"}",
        "{\"iss\":\"devkey\",\"sub\":\"ann\"}",
        "{\"iss\":\"nobody\",\"sub\":\"ann\",\"exp\":9999999999}",
        "{\"iss\":\"devkey\",\"exp\":9999999999}",
        "{\"iss\":\"devkey\",\"sub\":\"ann\",\"exp\":\"soon\"}",
        "{\"iss\":\"devkey\",\"sub\":\"ann\",\"exp\":9999999999,\"video\":7}",
        "{\"iss\":\"devkey\",\"sub\":\"ann\",\"exp\":9999999999,\"video\":{\"roomJoin\":\"maybe\"}}",
        "{\"iss\":\"devkey\",\"sub\":\"ann\",\"exp\":9999999999,\"attributes\":[1]}"
      })
  void shouldRefuseClaimsThatSayTooLittleOrTheWrongThing(String claims) {
    var fault = catchThrowableOfType(TokenException.class, () -> tokens.verify(signed(claims)));

    assertThat(fault.isExpired()).isFalse();
    assertThat(fault.fix()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "a.b", "🦊.🦊.🦊", "eyJ.eyJ.eyJ"})
  void shouldRefuseWhatIsNoToken(String token) {
    assertThatThrownBy(() -> tokens.verify(token)).isInstanceOf(TokenException.class);
  }

  @Test
  void shouldRefuseATokenOfAnySize() {
    assertThatThrownBy(() -> tokens.verify("a".repeat(1 << 20)))
        .isInstanceOf(TokenException.class)
        .hasMessageContaining("characters");
  }

  @Test
  void shouldNotShowSecrets() {
    assertThat(KEYS.toString())
        .contains("devkey")
        .doesNotContain("secret")
        .doesNotContain("hidden");
  }

  private static String with(String claims) {
    return signed(claims(claims));
  }

  private static String claims(String claims) {
    return "{\"iss\":\"devkey\",\"sub\":\"ann\",\"nbf\":%d,\"exp\":%d,%s}"
        .formatted(NOW.getEpochSecond(), NOW.plusSeconds(60).getEpochSecond(), claims);
  }

  private static String signed(String claims) {
    return signed(HEADER, claims, "secret");
  }

  private static String signed(String header, String claims, String secret) {
    String content = base64(header.getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return content + "." + base64(mac.doFinal(content.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
