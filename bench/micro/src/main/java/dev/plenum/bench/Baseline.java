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
      case "WholeWay.forward" -> named("LeastWay.forward", score);
      case "Forwarding.forward" -> named("Forwarding.copy", score);
      case "Demultiplexing.find" -> named("Demultiplexing.hashMap", score);
      case "Decryption.unprotect" -> named("Decryption.open", score);
      case "Keeping.accept", "Composing.compose" -> named("Keeping.copy", score);
      case "Deciding.decide" -> named("Deciding.number", score);
      case "Sealing.protect" -> named("Sealing.seal", score);
      case "Feedback.tell" -> named("Feedback.silence", score);
      case "Protection.protect" -> other(score, "engine", Protection.JITSI);
      case "Reception.receive", "Sending.send" -> other(score, "port", Sending.CHANNEL);
      default -> Optional.empty();
    };
  }

  private static Optional<Baseline> named(String benchmark, Score score) {
    return Optional.of(new Baseline(benchmark, score.parameters()));
  }

  private static Optional<Baseline> other(Score score, String parameter, String value) {
    return value.equals(score.parameters().get(parameter))
        ? Optional.empty()
        : Optional.of(new Baseline(score.benchmark(), score.parametersWith(parameter, value)));
  }
}
