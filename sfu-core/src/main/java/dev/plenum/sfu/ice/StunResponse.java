package dev.plenum.sfu.ice;

import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.attribute.Attribute;
import org.ice4j.attribute.AttributeFactory;
import org.ice4j.attribute.ErrorCodeAttribute;
import org.ice4j.attribute.FingerprintAttribute;
import org.ice4j.attribute.UnknownAttributesAttribute;
import org.ice4j.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * Composes answers to binding requests from ice4j's attributes. The message around them is ours,
 * since {@code Message.encode} wants a whole STUN stack.
 *
 * <p>Source: RFC 8489 §6.3 and §14.
 */
final class StunResponse {
  private static final int MAX_BYTES = 256;
  private static final int LENGTH_OFFSET = 2;
  private static final int FINGERPRINT_BYTES = 8;

  private final ByteBuffer message = ByteBuffer.allocate(MAX_BYTES);

  private StunResponse(char type, BindingRequest request) {
    message.putChar(type).putChar((char) 0).putInt(StunCodec.MAGIC_COOKIE);
    message.put(request.message(), StunCodec.TRANSACTION_ID_OFFSET, StunCodec.TRANSACTION_ID_BYTES);
  }

  /** Says where the request came from, authenticated with our password. */
  static byte[] success(BindingRequest request, IcePath from, String pwd) {
    StunResponse response = new StunResponse(Message.BINDING_SUCCESS_RESPONSE, request);
    byte[] transactionId =
        Arrays.copyOfRange(
            request.message(),
            StunCodec.TRANSACTION_ID_OFFSET,
            StunCodec.TRANSACTION_ID_OFFSET + StunCodec.TRANSACTION_ID_BYTES);
    response.put(AttributeFactory.createXorMappedAddressAttribute(address(from), transactionId));
    return response.finish(pwd);
  }

  /**
   * Refuses a request.
   *
   * @param code one of {@link ErrorCodeAttribute}'s
   * @param pwd our password, or null when the request was not authentic
   */
  static byte[] error(BindingRequest request, char code, @Nullable String pwd) {
    StunResponse response = new StunResponse(Message.BINDING_ERROR_RESPONSE, request);
    response.put(
        AttributeFactory.createErrorCodeAttribute(
            code, ErrorCodeAttribute.getDefaultReasonPhrase(code)));
    if (code == ErrorCodeAttribute.UNKNOWN_ATTRIBUTE) {
      UnknownAttributesAttribute unknown = AttributeFactory.createUnknownAttributesAttribute();
      for (char type : request.unknownAttributes()) {
        unknown.addAttributeID(type);
      }
      response.put(unknown);
    }
    return response.finish(pwd);
  }

  private void put(Attribute attribute) {
    message.put(attribute.encode());
    while (message.position() % Integer.BYTES != 0) {
      message.put((byte) 0);
    }
  }

  private byte[] finish(@Nullable String pwd) {
    if (pwd != null) {
      int covered = message.position();
      byte[] hmac = MessageIntegrity.of(message.array(), covered, pwd);
      message.putChar(Attribute.MESSAGE_INTEGRITY).putChar((char) hmac.length).put(hmac);
    }
    int covered = message.position();
    setLength(covered + FINGERPRINT_BYTES);
    byte[] crc = FingerprintAttribute.calculateXorCRC32(message.array(), 0, covered);
    message.putChar(Attribute.FINGERPRINT).putChar((char) crc.length).put(crc);
    return Arrays.copyOf(message.array(), message.position());
  }

  private void setLength(int messageBytes) {
    StunCodec.putLength(message.array(), LENGTH_OFFSET, messageBytes);
  }

  private static TransportAddress address(IcePath path) {
    try {
      return new TransportAddress(path.addressBytes(), path.port(), Transport.UDP);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}
