package dev.plenum.bench;

import java.util.Map;
import java.util.Optional;

/**
 * What a score is measured by: another benchmark in the same run.
 *
 * @param benchmark class and method
 */
record Baseline(String benchmark, Map<String, String> parameters) {

  /** Nothing for what is a baseline itself. */
  static Optional<Baseline> of(Score score) {
    return switch (score.benchmark()) {
      case "Forwarding.forward" -> Optional.of(new Baseline("Forwarding.copy", score.parameters()));
      case "Protection.protect" -> other(score, "engine", Protection.JITSI);
      default -> Optional.empty();
    };
  }

  private static Optional<Baseline> other(Score score, String parameter, String value) {
    return value.equals(score.parameters().get(parameter))
        ? Optional.empty()
        : Optional.of(new Baseline(score.benchmark(), score.parametersWith(parameter, value)));
  }
}
