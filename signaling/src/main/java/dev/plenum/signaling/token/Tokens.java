package dev.plenum.signaling.token;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.AlgorithmMismatchException;
import com.auth0.jwt.exceptions.IncorrectClaimException;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.exceptions.TokenExpiredException;
import com.auth0.jwt.interfaces.Claim;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Verifies and issues tokens: JWT (RFC 7519) signed by HS256 with the secret of the API key in
 * {@code iss}. Safe for use by any thread.
 */
public final class Tokens {

  /** How far the clocks of the embedding application and of this node may lie apart. */
  static final long LEEWAY_SECONDS = 10;

  /** Far above any token that an SDK writes. */
  private static final int MAX_CHARACTERS = 16_384;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private static final String USE_AN_SDK =
      "Sign the token with HS256 and the API key's secret, as LiveKit's server SDKs do.";

  private final ApiKeys keys;
  private final Clock clock;

  public Tokens(ApiKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * @throws TokenException where it is not accepted
   */
  public AccessToken verify(String token) {
    if (token.length() > MAX_CHARACTERS) {
      throw TokenException.unauthenticated(
          "the token has more than " + MAX_CHARACTERS + " characters",
          "Put less into its metadata and attributes.");
    }
    try {
      DecodedJWT claimed = JWT.decode(token);
      return read(verifier(claimed.getIssuer()).verify(claimed));
    } catch (TokenExpiredException e) {
      throw TokenException.expired("the token has expired", "Fetch a new token.");
    } catch (IncorrectClaimException e) {
      throw TokenException.unauthenticated(
          "the token is not valid yet", "Set the clock of the machine that signs tokens.");
    } catch (AlgorithmMismatchException e) {
      throw TokenException.unauthenticated("the token is not signed by HS256", USE_AN_SDK);
    } catch (SignatureVerificationException e) {
      throw TokenException.unauthenticated(
          "the token's signature does not match", "Sign it with the secret of its API key (iss).");
    } catch (JWTDecodeException e) {
      throw TokenException.unauthenticated("the token is no JWT of the expected form", USE_AN_SDK);
    } catch (JWTVerificationException e) {
      throw TokenException.unauthenticated("the token cannot be verified", USE_AN_SDK);
    }
  }

  private JWTVerifier verifier(@Nullable String key) {
    if (key == null) {
      throw TokenException.unauthenticated(
          "the token names no API key", "Put the API key into the claim iss.");
    }
    String secret =
        keys.secret(key)
            .orElseThrow(
                () ->
                    TokenException.unauthenticated(
                        "the token's API key is unknown here",
                        "Use an API key of this server in the claim iss."));
    var verification =
        (JWTVerifier.BaseVerification)
            JWT.require(Algorithm.HMAC256(secret)).acceptLeeway(LEEWAY_SECONDS).ignoreIssuedAt();
    return verification.build(clock);
  }

  private static AccessToken read(DecodedJWT token) {
    Instant expiresAt = token.getExpiresAtAsInstant();
    if (expiresAt == null) {
      throw TokenException.unauthenticated(
          "the token never expires", "Give it an expiry time in the claim exp.");
    }
    String identity = text(token.getSubject());
    if (identity.isEmpty()) {
      throw TokenException.unauthenticated(
          "the token names no identity", "Put the participant's identity into the claim sub.");
    }
    VideoClaim video = claim(token, "video", VideoClaim.class, VideoClaim.NONE);
    PlenumClaim plenum = claim(token, "plenum", PlenumClaim.class, PlenumClaim.NONE);
    return new AccessToken(
        identity,
        text(token.getClaim("name").asString()),
        text(token.getClaim("metadata").asString()),
        attributes(token.getClaim("attributes")),
        text(video.room()),
        GrantClaims.grants(video, plenum),
        issuedAt(token),
        expiresAt);
  }

  private static <T> T claim(DecodedJWT token, String name, Class<T> form, T absent) {
    Claim claim = token.getClaim(name);
    return claim.isMissing() || claim.isNull() ? absent : claim.as(form);
  }

  private static Map<String, String> attributes(Claim claim) {
    if (claim.isMissing() || claim.isNull()) {
      return Map.of();
    }
    Map<String, Object> values = claim.asMap();
    if (values == null) {
      throw new JWTDecodeException("attributes are no object");
    }
    var attributes = new HashMap<String, String>();
    values.forEach((name, value) -> attributes.put(name, String.valueOf(value)));
    return attributes;
  }

  private static Instant issuedAt(DecodedJWT token) {
    Instant issuedAt = token.getIssuedAtAsInstant();
    Instant notBefore = token.getNotBeforeAsInstant();
    return Objects.requireNonNullElse(
        issuedAt, Objects.requireNonNullElse(notBefore, Instant.EPOCH));
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }

  /**
   * Signs a token by one of the keys. Its issue time is now, whatever {@code token} says.
   *
   * @throws IllegalArgumentException where there is no such key
   */
  public String issue(String key, AccessToken token) {
    String secret =
        keys.secret(key)
            .orElseThrow(() -> new IllegalArgumentException("no API key of this name: " + key));
    Instant now = clock.instant();
    return JWT.create()
        .withIssuer(key)
        .withSubject(token.identity())
        .withIssuedAt(now)
        .withNotBefore(now)
        .withExpiresAt(token.expiresAt())
        .withClaim("name", token.name())
        .withClaim("metadata", token.metadata())
        .withClaim("attributes", token.attributes())
        .withClaim("video", json(GrantClaims.video(token.room(), token.grants())))
        .withClaim("plenum", json(GrantClaims.plenum(token.grants())))
        .sign(Algorithm.HMAC256(secret));
  }

  private static Map<String, Object> json(Object claim) {
    return JSON.convertValue(claim, OBJECT);
  }
}
