package dev.plenum.signaling.rest;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.plenum.signaling.access.Caller;
import dev.plenum.signaling.access.Callers;
import dev.plenum.signaling.http.InvalidRequestException;
import dev.plenum.signaling.http.InvalidRequestException.Fault;
import dev.plenum.signaling.http.Paths;
import dev.plenum.signaling.message.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** A request and its response in terms of our JSON. */
final class Exchange {

  static final String JSON = "application/json";

  private static final ObjectReader BODIES =
      Json.MAPPER.reader(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private static final int DEFAULT_PAGE = 100;
  private static final int MAX_PAGE = 500;

  private final RoutingContext context;

  Exchange(RoutingContext context) {
    this.context = context;
  }

  Caller caller(Callers callers) {
    return callers.identify(context.request().getHeader(HttpHeaders.AUTHORIZATION));
  }

  String path(String parameter) {
    return Paths.parameter(context, parameter);
  }

  /** How many items a page shall have. */
  int limit() {
    String limit = context.request().getParam("limit");
    if (limit == null) {
      return DEFAULT_PAGE;
    }
    try {
      int number = Integer.parseInt(limit);
      if (number >= 1 && number <= MAX_PAGE) {
        return number;
      }
    } catch (NumberFormatException e) {
      // answered below, like a number out of range
    }
    throw new InvalidRequestException(new Fault("limit", "must be 1 to " + MAX_PAGE));
  }

  /** The key of the last item that the client has, empty at the beginning. */
  String after() {
    String after = context.request().getParam("after");
    return after == null ? "" : after;
  }

  /**
   * What is unknown is refused, not ignored as elsewhere: a restriction that is misspelt would be
   * one that is missing.
   *
   * @throws InvalidRequestException naming the field that does not fit
   */
  <T> T body(Class<T> type) {
    Buffer body = context.body().buffer();
    try {
      T value = BODIES.forType(type).readValue(body == null ? "" : body.toString());
      if (value == null) {
        throw new InvalidRequestException(new Fault("", "must be an object"));
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      throw new InvalidRequestException(new Fault(pointer(e), "is unknown; known are " + known(e)));
    } catch (JsonMappingException e) {
      throw new InvalidRequestException(new Fault(pointer(e), "has the wrong type"));
    } catch (JsonProcessingException e) {
      throw new InvalidRequestException(new Fault("", "is not JSON"));
    }
  }

  void ok(Object value) {
    send(200, value);
  }

  void created(String location, Object value) {
    context.response().putHeader(HttpHeaders.LOCATION, location);
    send(201, value);
  }

  void done() {
    context.response().setStatusCode(204).end();
  }

  void send(int status, Object value) {
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(write(value));
  }

  private static String write(Object value) {
    try {
      return Json.MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what we answer is plain JSON", e);
    }
  }

  private static String known(UnrecognizedPropertyException e) {
    return e.getKnownPropertyIds().stream().map(Object::toString).sorted().collect(joining(", "));
  }

  private static String pointer(JsonMappingException e) {
    StringBuilder pointer = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      String field = step.getFieldName();
      pointer.append('/').append(field == null ? Integer.toString(step.getIndex()) : field);
    }
    return pointer.toString();
  }
}
