package dev.plenum.sfu.stream;

import static dev.plenum.sfu.stream.TestPackets.MILLIS;
import static dev.plenum.sfu.stream.TestPackets.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderReportMappingTest {
  /** The publisher's wall clock when ours, which is monotonic, shows 0. */
  private static final long PUBLISHER_EPOCH_NANOS = 1_795_000_000L * SECONDS;

  private final PublisherClock clock = new PublisherClock();
  private final SenderReportMapping sound = new SenderReportMapping(clock, 48_000);
  private final SenderReportMapping picture = new SenderReportMapping(clock, 90_000);

  @Test
  void shouldKnowNothingBeforeFirstReport() {
    assertThat(sound.isKnown()).isFalse();
    assertThat(sound.lastSenderReport()).isZero();
    sound.onSenderReport(0, 1, 0);
    assertThat(sound.isKnown()).isFalse();
  }

  @Test
  void shouldMapBothWays() {
    sound.onSenderReport(ntp(SECONDS), 1_000, SECONDS + 30 * MILLIS);
    assertThat(sound.captureNanos(1_000)).isCloseTo(SECONDS + 30 * MILLIS, within(2L));
    assertThat(sound.captureNanos(1_000 + 4_800)).isCloseTo(SECONDS + 130 * MILLIS, within(2L));
    assertThat(sound.captureNanos(1_000 - 48_000)).isCloseTo(30 * MILLIS, within(2L));
    assertThat(sound.timestampAt(SECONDS + 130 * MILLIS)).isCloseTo(5_800, within(1));
  }

  @Test
  void shouldAnswerWithMiddleOfNtpTimeAndDelay() {
    long ntp = 0x1234_5678_9abc_def0L;
    sound.onSenderReport(ntp, 1, 5 * SECONDS);
    assertThat(sound.lastSenderReport()).isEqualTo(0x5678_9abc);
    assertThat(sound.delaySinceLastSenderReport(5 * SECONDS + 250 * MILLIS)).isEqualTo(16_384);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7fff_ff00})
  void shouldMapAroundTheWrapOfTimestamps(int timestamp) {
    picture.onSenderReport(ntp(0), timestamp, 0);
    assertThat(picture.captureNanos(timestamp + 90_000)).isCloseTo(SECONDS, within(2L));
    assertThat(picture.timestampAt(SECONDS) - timestamp).isCloseTo(90_000, within(1));
  }

  /**
   * The reports of both travel with different delays; what was captured together stays together.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldKeepSoundAndPictureOfOnePublisherTogether(long seed) {
    Random random = new Random(seed);
    for (long second = 0; second < 60; second++) {
      long sent = second * SECONDS;
      sound.onSenderReport(ntp(sent), units(sent, 48_000), sent + delay(random));
      picture.onSenderReport(ntp(sent), 77 + units(sent, 90_000), sent + delay(random));
      long captured = sent + 40 * MILLIS;
      assertThat(sound.captureNanos(units(captured, 48_000)))
          .isCloseTo(picture.captureNanos(77 + units(captured, 90_000)), within(MILLIS / 10));
      assertThat(sound.captureNanos(units(captured, 48_000)) - captured)
          .isBetween(20 * MILLIS, 170 * MILLIS);
    }
    assertThat(clock.offsetNanos() + PUBLISHER_EPOCH_NANOS + 2_208_988_800L * SECONDS)
        .isBetween(20 * MILLIS, 30 * MILLIS);
  }

  /** A clock that gains 100 ppm is 360 ms ahead after an hour; the offset follows it. */
  @ParameterizedTest
  @ValueSource(longs = {-100, 100})
  void shouldFollowDriftOfThePublisher(long ppm) {
    Random random = new Random(4);
    for (long second = 0; second < 3_600; second++) {
      long sent = second * SECONDS;
      long shown = sent + sent * ppm / 1_000_000;
      sound.onSenderReport(ntp(shown), units(shown, 48_000), sent + delay(random));
      if (second > 30) {
        assertThat(sound.captureNanos(units(shown, 48_000)) - sent)
            .isBetween(10 * MILLIS, 60 * MILLIS);
      }
    }
  }

  @Test
  void shouldStartAnewWhenThePublishersClockIsSet() {
    sound.onSenderReport(ntp(SECONDS), 48_000, SECONDS);
    sound.onSenderReport(ntp(3_600 * SECONDS), 96_000, 2 * SECONDS);
    assertThat(sound.captureNanos(96_000)).isCloseTo(2 * SECONDS, within(2L));
    sound.onSenderReport(ntp(3 * SECONDS), 144_000, 3 * SECONDS);
    assertThat(sound.captureNanos(144_000)).isCloseTo(3 * SECONDS, within(2L));
  }

  private static long delay(Random random) {
    return (20 + (random.nextInt(3) == 0 ? random.nextInt(150) : random.nextInt(10))) * MILLIS;
  }

  private static long ntp(long publisherNanos) {
    return NtpTime.ofUnixNanos(PUBLISHER_EPOCH_NANOS + publisherNanos);
  }

  private static int units(long nanos, int clockRateHz) {
    return ClockRate.units(nanos, clockRateHz);
  }
}
