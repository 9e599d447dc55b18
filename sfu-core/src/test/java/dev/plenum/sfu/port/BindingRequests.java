package dev.plenum.sfu.port;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Binding requests for tests. */
final class BindingRequests {
  /** RFC 5769, 2.1. Its user name is {@code evtj:h6vY}. */
  static final byte[] RFC_5769 =
      HexFormat.of()
          .parseHex(
              "000100582112a442b7e7a701bc34d686fa87dfae"
                  + "802200105354554e207465737420636c69656e74"
                  + "002400046e0001ff"
                  + "80290008932ff9b151263b36"
                  + "000600096576746a3a68367659202020"
                  + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
                  + "80280004e57a3bcf");

  private BindingRequests() {}

  static byte[] withUsername(String username) {
    byte[] value = username.getBytes(US_ASCII);
    int paddedLength = (value.length + 3) & ~3;
    return ByteBuffer.allocate(24 + paddedLength)
        .putShort((short) 0x0001)
        .putShort((short) (4 + paddedLength))
        .putInt(0x2112_a442)
        .put(new byte[12])
        .putShort((short) 0x0006)
        .putShort((short) value.length)
        .put(value)
        .array();
  }

  /** The frames as they follow each other on a connection. */
  static byte[] framed(byte[]... frames) {
    ByteBuffer stream = ByteBuffer.allocate(1 << 16);
    for (byte[] frame : frames) {
      stream.putShort((short) frame.length).put(frame);
    }
    byte[] bytes = new byte[stream.flip().remaining()];
    stream.get(bytes);
    return bytes;
  }
}
