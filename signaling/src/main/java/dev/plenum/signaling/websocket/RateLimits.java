package dev.plenum.signaling.websocket;

/**
 * How much one connection may ask for.
 *
 * @param messagesPerSecond of all kinds
 * @param messagesBurst how many may come at once
 * @param dataPerSecond of {@code data} messages
 * @param dataBurst how many of them may come at once
 * @param refusals how many refused messages in a row end the connection
 */
public record RateLimits(
    int messagesPerSecond, int messagesBurst, int dataPerSecond, int dataBurst, int refusals) {

  public static final RateLimits DEFAULT = new RateLimits(50, 200, 20, 40, 500);
}
