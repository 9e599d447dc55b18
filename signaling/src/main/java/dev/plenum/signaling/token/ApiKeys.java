package dev.plenum.signaling.token;

import java.util.Map;
import java.util.Optional;

/** The secrets of the API keys, by key. None at all is development mode: anyone may join. */
public record ApiKeys(Map<String, String> secrets) {

  public static final ApiKeys NONE = new ApiKeys(Map.of());

  public ApiKeys {
    secrets = Map.copyOf(secrets);
  }

  public Optional<String> secret(String key) {
    return Optional.ofNullable(secrets.get(key));
  }

  public boolean isDevelopment() {
    return secrets.isEmpty();
  }

  @Override
  public String toString() {
    return "ApiKeys" + secrets.keySet();
  }
}
