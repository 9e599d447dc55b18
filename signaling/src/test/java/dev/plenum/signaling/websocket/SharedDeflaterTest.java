package dev.plenum.signaling.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class SharedDeflaterTest {

  private final SharedDeflater deflater = new SharedDeflater();
  private final Random random = new Random(1);

  @Test
  void shouldKeepWhatMessagesOfAllSizesSay() throws DataFormatException {
    for (int bytes = 1; bytes < 300_000; bytes = bytes * 3 / 2 + 1) {
      byte[] noise = new byte[bytes];
      random.nextBytes(noise);
      byte[] words = "all work and no play ".repeat(bytes).substring(0, bytes).getBytes(US_ASCII);

      assertThat(inflated(deflate(noise), bytes)).isEqualTo(noise);
      assertThat(inflated(deflate(words), bytes)).isEqualTo(words);
    }
  }

  @Test
  void shouldDeflateOnceWhatGoesToManyInTurnWithOthers() {
    byte[] first = deflate(message(1));
    byte[] second = deflate(message(2));

    for (int receiver = 0; receiver < 100; receiver++) {
      assertThat(deflate(message(1))).isSameAs(first);
      assertThat(deflate(message(2))).isSameAs(second);
    }
  }

  @Test
  void shouldForgetWhatIsLongAgo() {
    byte[] first = deflate(message(1));
    for (int number = 2; number < 100; number++) {
      deflate(message(number));
    }

    assertThat(deflate(message(1))).isNotSameAs(first).isEqualTo(first);
  }

  private byte[] deflate(byte[] plain) {
    return deflater.deflate(Unpooled.wrappedBuffer(plain));
  }

  private static byte[] message(int number) {
    byte[] bytes = new byte[500];
    Arrays.fill(bytes, (byte) number);
    return bytes;
  }

  private static byte[] inflated(byte[] deflated, int bytes) throws DataFormatException {
    byte[] withTail = Arrays.copyOf(deflated, deflated.length + 4);
    withTail[withTail.length - 2] = (byte) 0xFF;
    withTail[withTail.length - 1] = (byte) 0xFF;
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(withTail);
      byte[] plain = new byte[bytes + 1];
      return Arrays.copyOf(plain, inflater.inflate(plain));
    } finally {
      inflater.end();
    }
  }
}
