package dev.plenum.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Endless offers that are almost right. */
final class BrokenOffers implements Supplier<String> {

  private static final String WHOLE =
      """
      v=0
      o=- 4611731400430051336 2 IN IP4 127.0.0.1
      s=-
      t=0 0
      a=group:BUNDLE 0 1 2
      a=ice-options:ice2,trickle
      a=fingerprint:sha-256 56:16:32:4F:21:51:94:8F:85:5F:8D:A7:F4:D5:59:0F:BC:63:36:96:2D:C2:51:F4:0A:51:35:07:E1:B6:DE:39
      m=audio 9 UDP/TLS/RTP/SAVPF 111
      c=IN IP4 0.0.0.0
      a=mid:0
      a=ice-ufrag:gNYs
      a=ice-pwd:DRpHxfx4kbkE/nNSl90qay
      a=setup:actpass
      a=rtcp-mux
      a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
      a=sendonly
      a=ssrc:1234 cname:hostile
      a=rtpmap:111 opus/48000/2
      a=fmtp:111 minptime=10;useinbandfec=1
      m=video 9 UDP/TLS/RTP/SAVPF 96 97
      c=IN IP4 0.0.0.0
      a=mid:1
      a=ice-ufrag:gNYs
      a=ice-pwd:DRpHxfx4kbkE/nNSl90qay
      a=setup:actpass
      a=rtcp-mux
      a=sendonly
      a=rtpmap:96 VP8/90000
      a=rtcp-fb:96 nack pli
      a=rtpmap:97 rtx/90000
      a=fmtp:97 apt=96
      a=rid:q send
      a=rid:f send
      a=simulcast:send q;f
      m=video 9 UDP/TLS/RTP/SAVPF 96
      c=IN IP4 0.0.0.0
      a=mid:2
      a=ice-ufrag:gNYs
      a=ice-pwd:DRpHxfx4kbkE/nNSl90qay
      a=setup:actpass
      a=rtcp-mux
      a=recvonly
      a=rtpmap:96 VP8/90000
      """;

  private static final List<String> ODDITIES =
      List.of("", "-1", "0", "99999999999999999999", "\u0000", "é", " ", ":", "=", "a=", "m=", "/");

  private static final int MOST_COPIES = 200;

  private final RandomGenerator random;

  BrokenOffers(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String get() {
    List<String> lines = new ArrayList<>(WHOLE.lines().toList());
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      change(lines, random.nextInt(lines.size()));
    }
    return String.join("\r\n", lines) + "\r\n";
  }

  private void change(List<String> lines, int index) {
    String line = lines.get(index);
    switch (random.nextInt(6)) {
      case 0 -> {
        if (lines.size() > 1) {
          lines.remove(index);
        }
      }
      case 1 -> lines.set(index, line.substring(0, random.nextInt(line.length() + 1)));
      case 2 -> {
        int copies = random.nextInt(MOST_COPIES);
        for (int i = 0; i < copies; i++) {
          lines.add(index, line);
        }
      }
      case 3 -> lines.add(random.nextInt(lines.size()), line);
      case 4 -> lines.set(index, line.repeat(1 + random.nextInt(MOST_COPIES)));
      default -> {
        int from = random.nextInt(line.length() + 1);
        int to = from + random.nextInt(line.length() - from + 1);
        String oddity = ODDITIES.get(random.nextInt(ODDITIES.size()));
        lines.set(index, line.substring(0, from) + oddity + line.substring(to));
      }
    }
  }
}
