package dev.plenum.signaling.websocket;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Deflates messages, each by itself, and remembers the latest: what goes to many is deflated once,
 * also where it goes out in turn with others. One serves all connections; each of their own would
 * take a quarter of a megabyte.
 *
 * <p>Owner: the event loop of the HTTP server.
 */
final class SharedDeflater {

  /** Higher ones save a tenth of the bytes and take twice the time and more. */
  private static final int LEVEL = 1;

  /** The pages of the largest roster, a change of it, and some of one person's own. */
  private static final int KEPT = 16;

  /** What a flushed block ends with, which is left out (RFC 7692 section 7.2.1): 00 00 FF FF. */
  private static final int TAIL_BYTES = 4;

  private final Deflater deflater = new Deflater(LEVEL, true);

  /** The latest first. */
  private final @Nullable Deflated[] recent = new Deflated[KEPT];

  private byte[] room = new byte[16 * 1024];

  /** The payload of a compressed message with this content; not to be written to. */
  byte[] deflate(ByteBuf content) {
    byte[] plain = new byte[content.readableBytes()];
    content.getBytes(content.readerIndex(), plain);
    int index = 0;
    while (index < KEPT - 1 && !isOf(recent[index], plain)) {
      index++;
    }
    Deflated found = recent[index];
    Deflated latest =
        found != null && isOf(found, plain) ? found : new Deflated(plain, deflate(plain));
    System.arraycopy(recent, 0, recent, 1, index);
    recent[0] = latest;
    return latest.deflated;
  }

  private static boolean isOf(@Nullable Deflated deflated, byte[] plain) {
    return deflated != null && Arrays.equals(deflated.plain, plain);
  }

  private byte[] deflate(byte[] plain) {
    deflater.reset();
    deflater.setInput(plain);
    int length = deflateInto(0);
    while (length == room.length) {
      room = Arrays.copyOf(room, 2 * room.length);
      length += deflateInto(length);
    }
    return Arrays.copyOf(room, length - TAIL_BYTES);
  }

  private int deflateInto(int from) {
    return deflater.deflate(room, from, room.length - from, Deflater.SYNC_FLUSH);
  }

  private static final class Deflated {
    private final byte[] plain;
    private final byte[] deflated;

    Deflated(byte[] plain, byte[] deflated) {
      this.plain = plain;
      this.deflated = deflated;
    }
  }
}
