package dev.plenum.signaling;

/** Small offers, such as clients without a browser make. */
public final class SampleOffers {

  private static final String BEGINNING =
      """
      v=0
      o=- 1 1 IN IP4 127.0.0.1
      s=-
      t=0 0
      a=group:BUNDLE 0 1
      a=fingerprint:sha-256 %s
      a=setup:actpass
      a=ice-ufrag:abcd
      a=ice-pwd:abcdefghijklmnopqrstuv
      """
          .formatted("AB:".repeat(31) + "CD");

  private SampleOffers() {}

  /** A microphone and a camera, as WHIP clients offer them. */
  public static String publish() {
    return offer("sendonly");
  }

  /** One audio and one video slot, as WHEP clients offer them. */
  public static String watch() {
    return offer("recvonly");
  }

  private static String offer(String direction) {
    return BEGINNING
        + """
        m=audio 9 UDP/TLS/RTP/SAVPF 111
        a=mid:0
        a=%1$s
        a=rtcp-mux
        a=rtpmap:111 opus/48000/2
        m=video 9 UDP/TLS/RTP/SAVPF 96
        a=mid:1
        a=%1$s
        a=rtcp-mux
        a=rtpmap:96 VP8/90000
        """
            .formatted(direction);
  }
}
