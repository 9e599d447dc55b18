package dev.plenum.sfu.stream;

import dev.plenum.sfu.control.CodecSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which payload types of a publisher a receiver can decode, and what they are called there.
 * Immutable.
 */
final class PayloadTypes {
  /** Of nothing. */
  static final PayloadTypes NONE = new PayloadTypes(List.of(), List.of());

  private final byte[] publishers;
  private final @Nullable CodecSpec[] receivers;

  PayloadTypes(List<CodecSpec> publisher, List<CodecSpec> receiver) {
    publishers = new byte[publisher.size()];
    receivers = new @Nullable CodecSpec[publisher.size()];
    for (int i = 0; i < publishers.length; i++) {
      publishers[i] = (byte) publisher.get(i).payloadType();
      receivers[i] = counterpart(publisher.get(i), receiver);
    }
  }

  private static @Nullable CodecSpec counterpart(CodecSpec sent, List<CodecSpec> receiver) {
    for (CodecSpec candidate : receiver) {
      if (candidate.codec() == sent.codec() && agree(candidate.profile(), sent.profile())) {
        return candidate;
      }
    }
    return null;
  }

  private static boolean agree(String one, String other) {
    return one.isEmpty() || other.isEmpty() || one.equals(other);
  }

  /** The receiver's codec for a payload type of the publisher, or null where it has none. */
  @Nullable CodecSpec receiverCodec(int publisherPayloadType) {
    for (int i = 0; i < publishers.length; i++) {
      if (publishers[i] == publisherPayloadType) {
        return receivers[i];
      }
    }
    return null;
  }

  /** Whether the receiver can decode anything of the publisher. */
  boolean anySupported() {
    for (CodecSpec receiver : receivers) {
      if (receiver != null) {
        return true;
      }
    }
    return false;
  }

  /** Whether the receiver can decode what a layer sends now. Sound may mix its payload types. */
  boolean supports(ReceiveStream layer) {
    return !layer.codec().codec().isVideo() || receiverCodec(layer.codec().payloadType()) != null;
  }
}
