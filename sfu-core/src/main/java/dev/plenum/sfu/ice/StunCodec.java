package dev.plenum.sfu.ice;

import dev.plenum.sfu.ice.BindingRequest.Role;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ice4j.StunException;
import org.ice4j.attribute.Attribute;
import org.ice4j.attribute.IceControlAttribute;
import org.ice4j.attribute.MessageIntegrityAttribute;
import org.ice4j.attribute.OptionalAttribute;
import org.ice4j.attribute.PriorityAttribute;
import org.ice4j.attribute.UsernameAttribute;
import org.ice4j.message.Message;

/**
 * Reads binding requests with ice4j's message codec.
 *
 * <pre>
 *    0                   1                   2                   3
 *   |0 0|        type               |            length             |
 *   |                     magic cookie 0x2112A442                   |
 *   |                     transaction id (96 bits)                  |
 *   |   attributes: type 16, length 16, value padded to 32 bits ...
 * </pre>
 *
 * <p>Source: RFC 8489 §5 and §14.
 */
public final class StunCodec {
  static final int HEADER_BYTES = 20;
  static final int ATTRIBUTE_HEADER_BYTES = 4;
  static final int INTEGRITY_BYTES = 24;
  static final int MAGIC_COOKIE = 0x2112A442;
  static final int TRANSACTION_ID_OFFSET = 8;
  static final int TRANSACTION_ID_BYTES = 12;

  private static final int COOKIE_OFFSET = 4;
  private static final int LENGTH_OFFSET = 2;
  private static final int CLASS_MASK = 0x0110;
  private static final int REQUEST_CLASS = 0x0000;
  private static final int INDICATION_CLASS = 0x0010;
  private static final int COMPREHENSION_OPTIONAL = 0x8000;

  /** As many as an answer lists. */
  private static final int MAX_UNKNOWN = 16;

  private StunCodec() {}

  /** Decodes a datagram; never throws. */
  public static StunDecoded decode(byte[] bytes, int offset, int length) {
    if (!isStun(bytes, offset, length)) {
      return StunDrop.NOT_STUN;
    }
    int type = uint16(bytes, offset);
    return switch (type & CLASS_MASK) {
      case REQUEST_CLASS ->
          type == Message.BINDING_REQUEST
              ? decodeRequest(Arrays.copyOfRange(bytes, offset, offset + length))
              : StunDrop.OTHER_METHOD;
      case INDICATION_CLASS -> StunDrop.INDICATION;
      default -> StunDrop.RESPONSE;
    };
  }

  private static boolean isStun(byte[] bytes, int offset, int length) {
    return length >= HEADER_BYTES
        && (bytes[offset] & 0xC0) == 0
        && ByteBuffer.wrap(bytes).getInt(offset + COOKIE_OFFSET) == MAGIC_COOKIE
        && uint16(bytes, offset + LENGTH_OFFSET) == length - HEADER_BYTES
        && length % Integer.BYTES == 0;
  }

  private static StunDecoded decodeRequest(byte[] message) {
    try {
      return toRequest(message, Message.decode(message, 0, message.length));
    } catch (StunException | RuntimeException malformed) {
      // ice4j meets some broken attributes with unchecked exceptions.
      return StunDrop.MALFORMED;
    }
  }

  private static StunDecoded toRequest(byte[] message, Message decoded) {
    int integrityOffset = BindingRequest.NO_INTEGRITY;
    String username = "";
    long priority = 0;
    boolean useCandidate = false;
    Role role = Role.UNSTATED;
    long tieBreaker = 0;
    StringBuilder unknown = new StringBuilder();
    for (Attribute attribute : decoded.getAttributes()) {
      switch (attribute) {
        case MessageIntegrityAttribute integrity -> {
          if (integrity.getHmacSha1Content().length != integrity.getDataLength()) {
            return StunDrop.MALFORMED;
          }
          integrityOffset = integrity.getLocationInMessage();
        }
        case UsernameAttribute name ->
            username = new String(name.getUsername(), StandardCharsets.UTF_8);
        case PriorityAttribute value -> priority = value.getPriority();
        case IceControlAttribute control -> {
          role =
              control.getAttributeType() == Attribute.ICE_CONTROLLING
                  ? Role.CONTROLLING
                  : Role.CONTROLLED;
          tieBreaker = control.getTieBreaker();
        }
        case OptionalAttribute other -> {
          if (other.getAttributeType() < COMPREHENSION_OPTIONAL && unknown.length() < MAX_UNKNOWN) {
            unknown.append(other.getAttributeType());
          }
        }
        default -> useCandidate |= attribute.getAttributeType() == Attribute.USE_CANDIDATE;
      }
    }
    return new BindingRequest(
        message,
        integrityOffset,
        username,
        priority,
        useCandidate,
        role,
        tieBreaker,
        unknown.toString().toCharArray());
  }

  /** Writes a header's length field for a message of this many bytes in all. */
  static void putLength(byte[] message, int lengthOffset, int messageBytes) {
    int length = messageBytes - HEADER_BYTES;
    message[lengthOffset] = (byte) (length >>> Byte.SIZE);
    message[lengthOffset + 1] = (byte) length;
  }

  private static int uint16(byte[] bytes, int offset) {
    return ((bytes[offset] & 0xFF) << Byte.SIZE) | (bytes[offset + 1] & 0xFF);
  }
}
