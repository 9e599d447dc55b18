package dev.plenum.signaling.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class H264ProfileTest {

  /** The rows of RFC 6184 table 5 that name a profile which is forwarded. */
  @ParameterizedTest
  @CsvSource({
    "42e01f, CONSTRAINED_BASELINE",
    "42c01e, CONSTRAINED_BASELINE",
    "42401e, CONSTRAINED_BASELINE",
    "4d801f, CONSTRAINED_BASELINE",
    "58c01f, CONSTRAINED_BASELINE",
    "42001f, BASELINE",
    "42801f, BASELINE",
    "58801f, BASELINE",
    "4d001f, MAIN",
    "4D401F, MAIN"
  })
  void shouldReadTheProfileFromItsConstraints(String profileLevelId, H264Profile profile) {
    assertThat(H264Profile.of(profileLevelId)).contains(profile);
  }

  @ParameterizedTest
  @ValueSource(strings = {"64001f", "640c1f", "58001f", "f4001f", "", "42e0", "42e01f00", "zzzzzz"})
  void shouldKnowNoOtherProfile(String profileLevelId) {
    assertThat(H264Profile.of(profileLevelId)).isEmpty();
  }

  @Test
  void shouldRankAnyProfileInNonInterleavedModeFirst() {
    assertThat(H264Profile.CONSTRAINED_BASELINE.rank(1)).isLessThan(H264Profile.BASELINE.rank(1));
    assertThat(H264Profile.BASELINE.rank(1)).isLessThan(H264Profile.MAIN.rank(1));
    assertThat(H264Profile.MAIN.rank(1)).isLessThan(H264Profile.CONSTRAINED_BASELINE.rank(0));
  }
}
