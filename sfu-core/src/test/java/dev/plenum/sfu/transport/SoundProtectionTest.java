package dev.plenum.sfu.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundProtectionTest {
  private static final long MILLIS = 1_000_000;
  private static final long ENOUGH_BPS = 300_000;

  private final SoundProtection protection = new SoundProtection();
  private long wantedBps;
  private long nowNanos = Long.MAX_VALUE - 3_000 * MILLIS;

  @ParameterizedTest
  @CsvSource({"0, 0", "0.029, 0", "0.03, 1", "0.099, 1", "0.1, 2", "0.249, 2", "0.25, 3", "1, 3"})
  void shouldRepeatTheMoreTheMoreIsLost(double lossShare, int packets) {
    adapt(lossShare, ENOUGH_BPS, 50);
    assertThat(protection.packets()).isEqualTo(packets);
  }

  @Test
  void shouldGoOnWhileItIsNotCalm() {
    adapt(0.04, ENOUGH_BPS, 50);
    for (int i = 0; i < 20; i++) {
      adapt(0.009, ENOUGH_BPS, 1_500);
      adapt(0.011, ENOUGH_BPS, 50);
    }
    assertThat(protection.packets()).isEqualTo(1);
    adapt(0.009, ENOUGH_BPS, 50);
    adapt(0.009, ENOUGH_BPS, 1_999);
    assertThat(protection.packets()).isEqualTo(1);
    adapt(0.009, ENOUGH_BPS, 1);
    assertThat(protection.packets()).isZero();
  }

  @Test
  void shouldEndStepByStep() {
    adapt(0.5, ENOUGH_BPS, 50);
    for (int left = 3; left > 0; left--) {
      assertThat(protection.packets()).isEqualTo(left);
      adapt(0, ENOUGH_BPS, 50);
      adapt(0, ENOUGH_BPS, 2_000);
    }
    assertThat(protection.packets()).isZero();
    adapt(0, ENOUGH_BPS, 60_000);
    assertThat(protection.packets()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "30000, 1", "146999, 1", "147000, 2", "186999, 2", "187000, 3"})
  void shouldRepeatWhatTheNetworkCarries(long delayBasedBps, int packets) {
    adapt(0.5, ENOUGH_BPS, 50);
    adapt(0.5, delayBasedBps, 50);
    assertThat(protection.packets()).isEqualTo(packets);
    adapt(0.5, ENOUGH_BPS, 50);
    assertThat(protection.packets()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "149999, 0",
    "150000, 1",
    "599999, 1",
    "600000, 2",
    "999999, 2",
    "1000000, 3",
    "2000001, 3"
  })
  void shouldLeaveANarrowNetworkToPictures(long delayBasedBps, int packets) {
    wantedBps = 2_000_000;
    adapt(0.5, delayBasedBps, 50);
    assertThat(protection.packets()).isEqualTo(packets);
  }

  private void adapt(double lossShare, long delayBasedBps, long afterMillis) {
    nowNanos += afterMillis * MILLIS;
    protection.adapt(lossShare, delayBasedBps, wantedBps, nowNanos);
  }
}
