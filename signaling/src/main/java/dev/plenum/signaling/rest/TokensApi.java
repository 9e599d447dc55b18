package dev.plenum.signaling.rest;

import dev.plenum.signaling.access.Caller;
import dev.plenum.signaling.access.Callers;
import dev.plenum.signaling.http.Resource;
import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.RefusedException;
import dev.plenum.signaling.token.AccessToken;
import dev.plenum.signaling.token.Tokens;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;

/** {@code /v1/tokens}: signs tokens for applications that would rather not do it themselves. */
public final class TokensApi {

  private final Tokens tokens;
  private final Callers callers;
  private final InstantSource clock;

  public TokensApi(Tokens tokens, Callers callers, InstantSource clock) {
    this.tokens = tokens;
    this.callers = callers;
    this.clock = clock;
  }

  /**
   * @param maxBodyBytes of a request
   */
  public void mount(Router router, int maxBodyBytes) {
    Resource.at(router, "/v1/tokens").on(HttpMethod.POST, Exchange.JSON, maxBodyBytes, this::issue);
  }

  /** A signed token and when it ends. */
  record Issued(String token, String expiresAt) {}

  private void issue(RoutingContext context) {
    Exchange exchange = new Exchange(context);
    Caller caller = exchange.caller(callers);
    AccessToken token = exchange.body(TokenRequest.class).token(clock.instant());
    caller.requireIssue(token.room(), token.grants());
    if (caller.key().isEmpty()) {
      throw new RefusedException(
          ErrorCode.UNSUPPORTED,
          "In development mode there is no API key to sign with, and nobody needs a token.",
          "Start the server with an API key.");
    }
    String signed = tokens.issue(caller.key(), token);
    exchange.send(201, new Issued(signed, token.expiresAt().toString()));
  }
}
