package dev.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.sfu.control.Speaker;
import org.junit.jupiter.api.Test;

class AudioRankingTest {

  private static final long PACKET_NANOS = 20_000_000L;
  private static final int SILENCE = 127;
  private static final int NOISE = 75;
  private static final int SPEECH = 30;
  private static final int LOUD_SPEECH = 15;

  private final AudioRanking ranking = new AudioRanking(3);
  private long nowNanos;

  @Test
  void shouldHearEverybodyWhoMakesASoundWhileThereIsRoom() {
    Loudness[] people = people(3);
    for (Loudness person : people) {
      talk(person, NOISE, 1);
    }
    assertThat(heard()).containsExactlyInAnyOrder(1, 2, 3);
  }

  /** With DTX (RFC 6716 section 2.1.9) a silent microphone sends some two packets a second. */
  @Test
  void shouldForgetASpeakerSoonWhoseSilenceIsHardlySent() {
    Loudness speaker = people(1)[0];
    talk(speaker, SPEECH, 50);
    for (int packet = 0; packet < 2; packet++) {
      nowNanos += 400_000_000L;
      ranking.observe(speaker, SILENCE, nowNanos);
    }

    assertThat(speaker.score()).isLessThan(Loudness.SPEECH);
    assertThat(ranking.speakers(nowNanos)).isEmpty();
  }

  @Test
  void shouldNotHearDigitalSilence() {
    talk(people(1)[0], SILENCE, 50);
    assertThat(heard()).containsExactly(0, 0, 0);
  }

  @Test
  void shouldGiveTheQuietestPlaceToALouderSpeaker() {
    Loudness[] people = people(4);
    talk(people[0], SPEECH, 50);
    talk(people[1], NOISE, 50);
    talk(people[2], SPEECH, 50);
    talk(people[3], SPEECH, 5);

    assertThat(heard()).containsExactly(1, 4, 3);
  }

  @Test
  void shouldKeepTheOthersAtTheirPlaces() {
    Loudness[] people = people(4);
    for (int i = 0; i < 3; i++) {
      talk(people[i], SPEECH + i, 50);
    }
    talk(people[3], LOUD_SPEECH, 50);

    assertThat(heard()).containsExactly(1, 2, 4);
  }

  @Test
  void shouldNotSwitchForASlightlyLouderMicrophone() {
    Loudness[] people = people(4);
    for (int i = 0; i < 3; i++) {
      talk(people[i], SPEECH, 50);
    }
    talk(people[3], SPEECH - 4, 100);

    assertThat(heard()).containsExactly(1, 2, 3);
  }

  @Test
  void shouldLeaveASpeakerAPlaceForAMoment() {
    Loudness[] people = people(4);
    talk(people[0], SPEECH, 50);
    talk(people[1], SPEECH, 50);
    talk(people[2], NOISE, 2);
    talk(people[3], LOUD_SPEECH, 2);

    assertThat(heard()).containsExactly(1, 2, 3);

    talk(people[3], LOUD_SPEECH, 20);
    assertThat(heard()).containsExactly(1, 2, 4);
  }

  @Test
  void shouldNotLetNoiseTakeAPlace() {
    Loudness[] people = people(4);
    for (int i = 0; i < 3; i++) {
      talk(people[i], 110, 50);
    }
    talk(people[3], NOISE, 100);

    assertThat(heard()).containsExactly(1, 2, 3);
  }

  @Test
  void shouldNameSpeakersLoudestFirstAndForgetThemAfterAPause() {
    Loudness[] people = people(3);
    for (int i = 0; i < 20; i++) {
      talk(people[0], SPEECH, 1);
      talk(people[1], LOUD_SPEECH, 1);
      talk(people[2], NOISE, 1);
    }

    assertThat(ranking.speakers(nowNanos)).extracting(Speaker::csrc).containsExactly(2, 1);
    assertThat(ranking.speakers(nowNanos).getFirst().levelDbov()).isBetween(15, 20);

    talk(people[2], NOISE, 40);
    assertThat(ranking.speakers(nowNanos)).isEmpty();
  }

  @Test
  void shouldFreeThePlaceOfSomebodyWhoLeft() {
    Loudness[] people = people(4);
    for (int i = 0; i < 3; i++) {
      talk(people[i], SPEECH, 50);
    }
    assertThat(ranking.remove(people[1])).isTrue();
    assertThat(ranking.remove(people[1])).isFalse();
    talk(people[3], NOISE, 1);

    assertThat(heard()).containsExactly(1, 4, 3);
  }

  private static Loudness[] people(int count) {
    Loudness[] people = new Loudness[count];
    for (int i = 0; i < count; i++) {
      people[i] = new Loudness(i + 1);
    }
    return people;
  }

  private void talk(Loudness person, int levelDbov, int packets) {
    for (int i = 0; i < packets; i++) {
      nowNanos += PACKET_NANOS;
      ranking.observe(person, levelDbov, nowNanos);
    }
  }

  private int[] heard() {
    int[] heard = new int[ranking.places()];
    for (int place = 0; place < heard.length; place++) {
      heard[place] = ranking.heardAt(place);
    }
    return heard;
  }
}
