package dev.plenum.signaling.http;

import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.RefusedException;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request failed, as a problem document (RFC 9457).
 *
 * @param title the status in words
 * @param code the same codes as over WebSocket
 * @param fix what to do about it
 * @param errors the faults of single fields
 */
record Problem(
    String title,
    int status,
    String detail,
    ErrorCode code,
    String fix,
    @Nullable List<InvalidRequestException.Fault> errors) {

  Problem(int status, ErrorCode code, String detail, String fix) {
    this(title(status), status, detail, code, fix, null);
  }

  static Problem of(RefusedException refused) {
    return new Problem(status(refused.code()), refused.code(), refused.reason(), refused.fix());
  }

  static Problem of(InvalidRequestException invalid) {
    return new Problem(
        title(400),
        400,
        "The request has fields that are not as they should be",
        ErrorCode.BAD_REQUEST,
        "Correct what errors lists; /openapi.yaml describes each field",
        invalid.faults());
  }

  /** A request that no handler of ours saw, or that Vert.x refused by a status alone. */
  static Problem of(int status) {
    return switch (status) {
      case 404 ->
          new Problem(
              404, ErrorCode.NOT_FOUND, "Nothing is here", "See /openapi.yaml for the paths");
      case 413 ->
          new Problem(413, ErrorCode.TOO_LARGE, "The body is too large", "Send less at once");
      case 417 ->
          new Problem(
              417, ErrorCode.UNSUPPORTED, "This expectation cannot be met", "Leave Expect out");
      case 500 ->
          new Problem(
              500, ErrorCode.INTERNAL, "The server failed; its log says why", "Try again later");
      default ->
          new Problem(
              status, ErrorCode.BAD_REQUEST, "The request is malformed", "Check its syntax");
    };
  }

  private static String title(int status) {
    return HttpResponseStatus.valueOf(status).reasonPhrase();
  }

  private static int status(ErrorCode code) {
    return switch (code) {
      case BAD_REQUEST -> 400;
      case UNAUTHENTICATED, TOKEN_EXPIRED -> 401;
      case NOT_ALLOWED -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case TOO_LARGE -> 413;
      case UNSUPPORTED -> 422;
      case ROOM_LOCKED -> 423;
      case RATE_LIMITED -> 429;
      case INTERNAL -> 500;
      case ROOM_FULL, OVERLOADED, DRAINING -> 503;
    };
  }
}
