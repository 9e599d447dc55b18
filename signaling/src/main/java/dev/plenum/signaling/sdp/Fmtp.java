package dev.plenum.signaling.sdp;

import java.util.Optional;

/**
 * A payload type's parameters (RFC 8866 section 6.15).
 *
 * @param parameters as written, mostly {@code name=value;name=value}
 */
public record Fmtp(int payloadType, String parameters) implements Attribute {

  static final String KEY = "fmtp";

  static Fmtp parse(String value, int line) {
    var tokens = new LineTokens(value, line, "a=fmtp:<payload type> <name>=<value>;…");
    return new Fmtp(tokens.nextInt(0, MediaSection.MAX_PAYLOAD_TYPE), tokens.rest());
  }

  /** The value of a parameter; names compare without case. */
  public Optional<String> parameter(String name) {
    for (String pair : parameters.split(";")) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase(name)) {
        return Optional.of(pair.substring(equals + 1).strip());
      }
    }
    return Optional.empty();
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public String value() {
    return payloadType + " " + parameters;
  }
}
