package dev.plenum.signaling.access;

import com.auth0.jwt.JWT;
import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.RefusedException;
import dev.plenum.signaling.token.AccessToken;
import dev.plenum.signaling.token.ApiKeys;
import dev.plenum.signaling.token.Grants;
import dev.plenum.signaling.token.TokenException;
import dev.plenum.signaling.token.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code Authorization}: an API key with its secret as {@code Basic} (RFC 7617), or a token
 * as {@code Bearer} (RFC 6750). In development mode everybody may do everything.
 */
public final class Callers {

  private static final Caller DEVELOPER = new Caller("developer", "", "", Grants.EVERYTHING);

  private final ApiKeys keys;
  private final Tokens tokens;

  public Callers(ApiKeys keys, Tokens tokens) {
    this.keys = keys;
    this.tokens = tokens;
  }

  /**
   * @param authorization the header's value, null where it is absent
   * @throws RefusedException {@code unauthenticated} or {@code token-expired}
   */
  public Caller identify(@Nullable String authorization) {
    if (keys.isDevelopment()) {
      return DEVELOPER;
    }
    Optional<String> token = bearer(authorization);
    if (token.isPresent()) {
      return caller(token.get());
    }
    return basic(authorization).orElseThrow(Callers::unauthenticated);
  }

  /** The token of a {@code Bearer} authorization. */
  public static Optional<String> bearer(@Nullable String authorization) {
    return credentials(authorization, "Bearer ");
  }

  private Caller caller(String token) {
    AccessToken verified = verify(token);
    String name = verified.name().isEmpty() ? verified.identity() : verified.name();
    return new Caller(name, JWT.decode(token).getIssuer(), verified.room(), verified.grants());
  }

  private AccessToken verify(String token) {
    try {
      return tokens.verify(token);
    } catch (TokenException e) {
      ErrorCode code = e.isExpired() ? ErrorCode.TOKEN_EXPIRED : ErrorCode.UNAUTHENTICATED;
      throw new RefusedException(code, "Refused: " + e.getMessage() + ".", e.fix());
    }
  }

  private Optional<Caller> basic(@Nullable String authorization) {
    return credentials(authorization, "Basic ")
        .flatMap(Callers::decode)
        .map(pair -> pair.split(":", 2))
        .filter(pair -> pair.length == 2 && isSecretOf(pair[0], pair[1]))
        .map(pair -> new Caller(pair[0], pair[0], "", Grants.EVERYTHING));
  }

  private static Optional<String> credentials(@Nullable String authorization, String scheme) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, scheme, 0, scheme.length())) {
      return Optional.empty();
    }
    return Optional.of(authorization.substring(scheme.length()).strip());
  }

  private static Optional<String> decode(String base64) {
    try {
      return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean isSecretOf(String key, String secret) {
    byte[] expected = keys.secret(key).orElse("").getBytes(StandardCharsets.UTF_8);
    return expected.length > 0
        && MessageDigest.isEqual(expected, secret.getBytes(StandardCharsets.UTF_8));
  }

  private static RefusedException unauthenticated() {
    return new RefusedException(
        ErrorCode.UNAUTHENTICATED,
        "The request does not say who makes it.",
        "Send Authorization: Bearer with a token, or Basic with an API key and its secret.");
  }
}
