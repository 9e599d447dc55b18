package dev.plenum.signaling.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.signaling.message.ServerMessage.Slot;
import dev.plenum.signaling.message.ServerMessage.Slots;
import dev.plenum.signaling.message.ServerMessage.Speakers;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MessageWriterTest {

  private final MessageWriter writer = new MessageWriter();

  @Test
  void shouldWriteOnceWhatGoesToManyInTurnWithOthers() {
    ServerMessage shared = new Speakers(List.of(1, 2, 3));
    ServerMessage another = new Speakers(List.of(4));
    String sharedText = writer.write(shared);
    String anotherText = writer.write(another);

    for (int csrc = 1; csrc <= 300; csrc++) {
      assertThat(writer.write(shared)).isSameAs(sharedText);
      assertThat(writer.write(another)).isSameAs(anotherText);
      assertThat(writer.write(slots(csrc))).contains("\"csrc\":" + csrc);
    }
  }

  @Test
  void shouldTellEqualMessagesFromTheSame() {
    String text = writer.write(slots(1));

    assertThat(writer.write(slots(1))).isEqualTo(text).isNotSameAs(text);
  }

  private static Slots slots(int csrc) {
    return new Slots(List.of(new Slot("6", csrc, null)));
  }
}
