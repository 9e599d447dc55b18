package dev.plenum.sfu.port;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * As much of a STUN binding request (RFC 8489, 5) as says for whom an ICE-TCP connection is. The
 * request is checked in full by the loop that gets it.
 *
 * <pre>{@code
 *  0               2               4                               8
 * +---------------+---------------+-------------------------------+
 * | type 0x0001   | length of     | magic cookie 0x2112a442       |
 * |               | attributes    |                               |
 * +---------------+---------------+-------------------------------+
 * | transaction id (12 bytes)                                     |
 * |                               +---------------+---------------+
 * |                               | type          | length        |
 * +-------------------------------+---------------+---------------+
 * | value, padded to 4 bytes ...
 * }</pre>
 */
final class BindingRequest {
  private static final int HEADER_BYTES = 20;
  private static final int ATTRIBUTE_HEADER_BYTES = 4;
  private static final int BINDING_REQUEST = 0x0001;
  private static final int MAGIC_COOKIE = 0x2112_a442;
  private static final int USERNAME = 0x0006;

  // RFC 8839, 5.4: ice-ufrag = 4*256ice-char.
  private static final int MIN_UFRAG = 4;
  private static final int MAX_UFRAG = 256;

  private BindingRequest() {}

  /**
   * The receiver's half of USERNAME, which is {@code receiver:sender} (RFC 8445, 7.2.2).
   *
   * @return null if the frame is no binding request, or has no such user name
   */
  static @Nullable String localUfrag(byte[] frame, int length) {
    if (length < HEADER_BYTES) {
      return null;
    }
    ByteBuffer message = ByteBuffer.wrap(frame, 0, length);
    if (message.getShort() != BINDING_REQUEST
        || Short.toUnsignedInt(message.getShort()) != length - HEADER_BYTES
        || message.getInt() != MAGIC_COOKIE) {
      return null;
    }
    message.position(HEADER_BYTES);
    while (message.remaining() >= ATTRIBUTE_HEADER_BYTES) {
      int type = Short.toUnsignedInt(message.getShort());
      int valueLength = Short.toUnsignedInt(message.getShort());
      if (valueLength > message.remaining()) {
        return null;
      }
      if (type == USERNAME) {
        return receiverHalf(new String(frame, message.position(), valueLength, US_ASCII));
      }
      int paddedLength = (valueLength + 3) & ~3;
      message.position(Math.min(message.position() + paddedLength, length));
    }
    return null;
  }

  private static @Nullable String receiverHalf(String username) {
    int length = username.indexOf(':');
    if (length < MIN_UFRAG || length > MAX_UFRAG) {
      return null;
    }
    String ufrag = username.substring(0, length);
    return ufrag.chars().allMatch(BindingRequest::isIceChar) ? ufrag : null;
  }

  private static boolean isIceChar(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }
}
