package dev.plenum.bwe.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChanceLossTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long TARGET_BPS = 400_000;

  private final Random random = new Random(1);
  private final ChanceLoss chance = new ChanceLoss();
  private long now = SECOND;

  private void send(int packets, double loss) {
    for (int i = 0; i < packets; i++) {
      chance.onPacket(random.nextDouble() < loss);
    }
  }

  /** Trials as often as they are due, until it is known that chance it is. */
  private int tryFor(int seconds, double loss, double lossOfTrial) {
    int trials = 0;
    for (long end = now + seconds * SECOND; now < end; now += SECOND / 10) {
      if (chance.bps() == 0 && chance.isDue(false, now)) {
        trials++;
        chance.tryMore(TARGET_BPS, now);
        for (int i = 0; i < 20; i++) {
          chance.onTrialPacket(random.nextDouble() < lossOfTrial);
        }
      }
      send(10, loss);
      chance.conclude(true, now);
    }
    return trials;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.15, 0.3, 0.5})
  void shouldBelieveInChanceWhereATrialLosesNoLargerShare(double loss) {
    send(100, loss);

    tryFor(4, loss, loss);

    assertThat(chance.bps()).isEqualTo(2 * TARGET_BPS);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.15, 0.3, 0.5})
  void shouldNotBelieveInChanceWhereATrialLosesWhatItAdds(double loss) {
    send(100, loss);

    tryFor(10, loss, 1 - (1 - loss) / 2.5);

    assertThat(chance.bps()).isZero();
  }

  @Test
  void shouldTryTheMoreSeldomTheOfterItWasNotChance() {
    send(100, 0.3);

    int first = tryFor(20, 0.3, 0.72);
    int then = tryFor(20, 0.3, 0.72);

    assertThat(then).isLessThan(first).isPositive();
  }

  @Test
  void shouldTryNothingWhereLittleIsLost() {
    send(100, 0.04);

    assertThat(tryFor(2, 0.04, 0.04)).isZero();
  }

  @Test
  void shouldNotTrySoonAfterAQueue() {
    send(100, 0.3);
    chance.defer(now);

    assertThat(chance.isDue(false, now + SECOND - 1)).isFalse();
    assertThat(chance.isDue(false, now + SECOND)).isTrue();
  }

  @Test
  void shouldTryAfterTheLossIfTheRateIsStillHeldDown() {
    send(1_000, 0);

    assertThat(chance.isDue(false, now)).isFalse();
    assertThat(chance.isDue(true, now)).isTrue();
  }

  @Test
  void shouldNotBelieveATrialThatMadeAQueue() {
    send(100, 0.3);
    chance.tryMore(TARGET_BPS, now);
    for (int i = 0; i < 100; i++) {
      chance.onTrialPacket(false);
    }
    send(100, 0.3);

    chance.conclude(false, now);

    assertThat(chance.bps()).isZero();
    assertThat(chance.isDue(false, now + SECOND / 2)).isFalse();
  }

  @Test
  void shouldLearnNothingFromTheRestOfATrialThatIsDecided() {
    send(100, 0.3);
    tryFor(4, 0.3, 0.3);
    for (int i = 0; i < 100; i++) {
      chance.onTrialPacket(false);
    }

    send(100, 0.3);
    chance.conclude(true, now);

    assertThat(chance.bps()).isEqualTo(2 * TARGET_BPS);
  }

  @Test
  void shouldDoubtWhenMoreIsLostThanBefore() {
    send(100, 0.3);
    tryFor(4, 0.3, 0.3);
    long provenBps = chance.bps();

    for (int i = 0; i < 20; i++) {
      send(20, 0.65);
      chance.conclude(true, now);
    }

    assertThat(provenBps).isPositive();
    assertThat(chance.bps()).isLessThanOrEqualTo(provenBps / 2);
  }

  @Test
  void shouldNotDoubtWhileChanceGoesOnAsBefore() {
    send(100, 0.5);
    tryFor(4, 0.5, 0.5);

    for (int i = 0; i < 500; i++) {
      send(20, 0.5);
      chance.conclude(true, now);
    }

    assertThat(chance.bps()).isEqualTo(2 * TARGET_BPS);
  }

  @Test
  void shouldTellWhatIsLostOfTheLatest() {
    send(300, 0.3);
    assertThat(chance.share()).isBetween(0.15, 0.45);
    assertThat(chance.lastingShare()).isBetween(0.2, 0.4);

    send(20, 0);
    assertThat(chance.lastingShare()).isBetween(0.2, 0.4);
    send(580, 0);
    assertThat(chance.share()).isLessThan(0.001);
    assertThat(chance.lastingShare()).isLessThan(0.002);

    chance.reset();
    assertThat(chance.share()).isZero();
  }

  @Test
  void shouldTryMoreThanSoundAlone() {
    assertThat(chance.tryMore(60_000, now)).isEqualTo(500_000);
  }
}
