package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LoadStepTest {
  private static final ProcessFigures NOTHING = new ProcessFigures(0, 0, 0);

  private final Histogram sound = new Histogram(3);
  private final Histogram pictures = new Histogram(3);

  private LoadStep step(long soundsCame, long picturesCame, long serverMillis) {
    LoadStep.Moment before = moment(0, 100, 100, 10, 20, 0, 5_000);
    LoadStep.Moment after =
        moment(1, 1_100, 4_100, 10 + soundsCame, 20 + picturesCame, serverMillis, 10_000);
    return LoadStep.between("test", before, after, new Inspection.Findings(sound, pictures, 0));
  }

  /** Of one class with one pupil; one of the pictures came twice. */
  private static LoadStep.Moment moment(
      int seconds,
      long sounds,
      long pictures,
      long soundsCame,
      long picturesCame,
      long serverMillis,
      long packetsOut) {
    Tally came = new Tally(soundsCame, picturesCame + seconds, seconds, 0, 0);
    return new LoadStep.Moment(
        seconds * 1_000_000_000L,
        List.of(List.of(new LoadStep.Share(sounds, pictures, came))),
        new ServerFigures(new ProcessFigures(serverMillis, 0, 0), packetsOut, Map.of()),
        NOTHING);
  }

  @Test
  void shouldTellWhatCameOfWhatWasSent() {
    LoadStep step = step(990, 3_000, 500);

    assertThat(step.soundShare()).isEqualTo(0.99);
    assertThat(step.pictureShare()).isEqualTo(0.75);
    assertThat(step.packetsPerSecond()).isEqualTo(5_000);
    assertThat(step.toString()).contains("0/1/0", "99.000", "75.00", "0.50");
  }

  @Test
  void shouldKnowWhatIsCarried() {
    assertThat(step(1_000, 4_000, 900).isCarried()).isTrue();
    assertThat(step(994, 4_000, 900).isCarried()).isFalse();
    assertThat(step(1_000, 3_975, 900).isCarried()).isFalse();
    assertThat(step(1_000, 4_000, 980).isCarried()).isFalse();
    pictures.recordValue(60_000);
    assertThat(step(1_000, 4_000, 900).isCarried()).isFalse();
  }
}
