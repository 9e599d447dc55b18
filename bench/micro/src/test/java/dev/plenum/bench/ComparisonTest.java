package dev.plenum.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  private static final Map<String, String> ONE = Map.of("codec", "VP8", "receivers", "1");

  @Test
  void shouldCompareByBaselineWhateverTheMachine() {
    Scores before = forwarding(200, 100);
    Scores onHalfTheMachine = forwarding(430, 200);

    assertThat(new Comparison(onHalfTheMachine, before).complaints()).isEmpty();
  }

  @Test
  void shouldComplainOfWhatIsWorseByMoreThanATenth() {
    Scores before = forwarding(200, 100);

    assertThat(new Comparison(forwarding(219, 100), before).complaints()).isEmpty();
    assertThat(new Comparison(forwarding(221, 100), before).complaints())
        .singleElement()
        .asString()
        .contains("Forwarding.forward", "2.21", "2.00");
  }

  @Test
  void shouldNotComplainOfWhatWasNotMeasuredBefore() {
    assertThat(new Comparison(forwarding(900, 100), null).complaints()).isEmpty();
    assertThat(new Comparison(forwarding(900, 100), scores()).complaints()).isEmpty();
  }

  @Test
  void shouldComplainOfGarbage() {
    Scores now = scores(new Score("Forwarding.copy", ONE, 100, 1, 24));

    assertThat(new Comparison(now, null).complaints())
        .singleElement()
        .asString()
        .contains("24.00 bytes of garbage");
  }

  @Test
  void shouldAllowTheJdkAndOthersTheirGarbage() {
    Scores now = scores(protection("jce", 1_056), protection("jitsi-srtp", 96));

    assertThat(new Comparison(now, null).complaints()).isEmpty();
    assertThat(new Comparison(scores(protection("libcrypto", 16)), null).complaints()).hasSize(1);
  }

  @Test
  void shouldNotTakeForOursWhatJmhLeavesDuringLongOperations() {
    Score ofJmh = new Score("WholeWay.forward", Map.of("receivers", "300"), 300_000, 1, 5);
    Score ours = new Score("WholeWay.forward", Map.of("receivers", "300"), 300_000, 1, 16);

    assertThat(new Comparison(scores(ofJmh), null).complaints()).isEmpty();
    assertThat(new Comparison(scores(ours), null).complaints()).hasSize(1);
  }

  @Test
  void shouldTellTheWholeWayByTheLeast() {
    Map<String, String> ten = Map.of("receivers", "10");
    Score whole = new Score("WholeWay.forward", ten, 6_000, 1, 0);
    Score least = new Score("LeastWay.forward", ten, 3_000, 1, 0);

    assertThat(scores(whole, least).ratio(whole)).contains(2.0);
    assertThat(scores(whole, least).ratio(least)).isEmpty();
  }

  @Test
  void shouldTellEachEngineByTheOutsideOne() {
    Score ours = new Score("Protection.protect", engine("libcrypto"), 400, 1, 0);
    Score theirs = new Score("Protection.protect", engine("jitsi-srtp"), 800, 1, 0);

    assertThat(scores(ours, theirs).ratio(ours)).contains(0.5);
    assertThat(scores(ours, theirs).ratio(theirs)).isEmpty();
  }

  @Test
  void shouldReadWhatItWrote(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("results").resolve("micro.json");
    Scores written = Scores.here("abc", "cpu", List.of(protection("jce", 1_056)));

    written.write(file);

    assertThat(Scores.read(file)).isEqualTo(written);
    assertThat(written.cpu()).isNotBlank();
  }

  private static Scores forwarding(double forwardNanos, double copyNanos) {
    return scores(
        new Score("Forwarding.forward", ONE, forwardNanos, 1, 0.01),
        new Score("Forwarding.copy", ONE, copyNanos, 1, 0));
  }

  private static Score protection(String engine, double garbageBytes) {
    return new Score("Protection.protect", engine(engine), 500, 1, garbageBytes);
  }

  private static Map<String, String> engine(String name) {
    return Map.of("engine", name, "bytes", "1100");
  }

  private static Scores scores(Score... scores) {
    return new Scores("abc", "a processor", "Linux", "25", List.of(scores));
  }
}
