package dev.plenum.signaling.sdp;

/**
 * Which codec a payload type is (RFC 8866 section 6.6).
 *
 * @param encoding the codec's name as written; names compare without case
 * @param channels 1 where none are written
 */
public record RtpMap(int payloadType, String encoding, int clockRateHz, int channels)
    implements Attribute {

  static final String KEY = "rtpmap";
  private static final int MAX_CLOCK_RATE_HZ = 1_000_000;
  private static final int MAX_CHANNELS = 255;

  static RtpMap parse(String value, int line) {
    var tokens = new LineTokens(value, line, "a=rtpmap:<payload type> <encoding>/<clock rate>");
    int payloadType = tokens.nextInt(0, MediaSection.MAX_PAYLOAD_TYPE);
    String encoding = tokens.upTo('/');
    int clockRateHz = tokens.integer(tokens.upTo('/'), 1, MAX_CLOCK_RATE_HZ);
    int channels = tokens.hasMore() ? tokens.nextInt(1, MAX_CHANNELS) : 1;
    return new RtpMap(payloadType, encoding, clockRateHz, channels);
  }

  public boolean is(String name) {
    return encoding.equalsIgnoreCase(name);
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public String value() {
    String map = payloadType + " " + encoding + "/" + clockRateHz;
    return channels == 1 ? map : map + "/" + channels;
  }
}
