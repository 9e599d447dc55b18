package dev.plenum.signaling.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.plenum.signaling.message.MessageReader.Incoming;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageReaderFuzzTest {

  private static final String[] SEEDS = {
    "{\"t\":\"join\",\"id\":1,\"token\":\"a\",\"n\":1,\"offer\":\"v=0\",\"sources\":[{\"mid\":\"1\",\"kind\":\"camera\"}]}",
    "{\"t\":\"resume\",\"id\":1,\"ticket\":\"x\",\"rev\":918}",
    "{\"t\":\"layout\",\"id\":8,\"tiles\":[{\"csrc\":1,\"w\":2,\"h\":3,\"prio\":4}]}",
    "{\"t\":\"data\",\"id\":10,\"topic\":\"chat\",\"body\":{\"a\":[1,\"\\u00e9\"]},\"to\":[\"p3\"]}",
    "{\"t\":\"me\",\"id\":3,\"name\":\"A\",\"metadata\":null,\"attributes\":{\"a\":\"b\"}}",
    "{\"t\":\"mute\",\"id\":9,\"csrc\":4712,\"muted\":true}"
  };

  private final MessageReader reader = new MessageReader(Limits.DEFAULT);

  @FuzzTest
  void shouldMakeAValueOfAnything(FuzzedDataProvider data) {
    check(data.consumeRemainingAsString());
  }

  @Test
  void shouldMakeAValueOfMutatedMessages() {
    Random random = new Random(11);
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder(SEEDS[i % SEEDS.length]);
      for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
          case 0 -> text.setCharAt(at, (char) random.nextInt(0x250));
          case 1 -> text.deleteCharAt(at);
          case 2 -> text.insert(at, text.substring(at / 2, at));
          default -> text.setCharAt(at, "{}[]\",:0-9.eE\\nulltrue".charAt(random.nextInt(22)));
        }
        if (text.isEmpty()) {
          break;
        }
      }
      check(text.toString());
    }
  }

  private void check(String text) {
    switch (reader.read(text)) {
      case Incoming.Message(ClientMessage message) -> assertThat(message.toString()).isNotEmpty();
      case Incoming.Unreadable(var failure) -> assertThat(failure.message()).isNotEmpty();
    }
  }
}
