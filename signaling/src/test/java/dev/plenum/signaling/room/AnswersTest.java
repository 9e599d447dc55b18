package dev.plenum.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.signaling.room.Answers.Seen;
import org.junit.jupiter.api.Test;

class AnswersTest {

  private final Answers answers = new Answers();

  @Test
  void shouldKnowNewPendingAndAnsweredRequests() {
    assertThat(answers.note(1)).isEqualTo(Seen.NEW);
    assertThat(answers.note(1)).isEqualTo(Seen.PENDING);
    answers.keep(1, "ok");
    assertThat(answers.note(1)).isEqualTo(Seen.ANSWERED);
    assertThat(answers.reply(1)).contains("ok");
  }

  @Test
  void shouldForgetTheOldestBeyondSixtyFour() {
    for (long id = 1; id <= 65; id++) {
      answers.note(id);
      answers.keep(id, "ok");
    }

    assertThat(answers.reply(1)).isEmpty();
    assertThat(answers.reply(2)).contains("ok");
    assertThat(answers.note(1)).isEqualTo(Seen.NEW);
  }

  @Test
  void shouldForgetTheOldestBeyondAQuarterMegabyte() {
    for (long id = 1; id <= 10; id++) {
      answers.note(id);
      answers.keep(id, "x".repeat(60_000));
    }

    assertThat(answers.reply(6)).isEmpty();
    assertThat(answers.reply(7)).isPresent();
    assertThat(answers.reply(10)).isPresent();
  }

  @Test
  void shouldIgnoreTheReplyToAForgottenRequest() {
    answers.note(1);
    answers.clear();
    answers.keep(1, "late");

    assertThat(answers.reply(1)).isEmpty();
  }
}
