package dev.plenum.signaling.message;

/**
 * How large a message may be, in bytes of UTF-8 after inflation.
 *
 * @param messageBytes any message but those that carry an offer
 * @param offerBytes {@code join}, {@code resume} and {@code offer}
 * @param dataBytes the body of a {@code data} message
 */
public record Limits(int messageBytes, int offerBytes, int dataBytes) {

  public static final Limits DEFAULT = new Limits(64 * 1024, 1024 * 1024, 15 * 1024);
}
