package dev.plenum.signaling.sdp;

import java.util.ArrayList;
import java.util.List;

/**
 * RTP streams that belong together (RFC 5576 section 4.2).
 *
 * @param semantics such as {@link #RETRANSMISSION}
 * @param ssrcs unsigned 32-bit numbers
 */
public record SsrcGroup(String semantics, List<Integer> ssrcs) implements Attribute {

  static final String KEY = "ssrc-group";

  /** A stream and the one that retransmits it (RFC 4588 section 8.8). */
  public static final String RETRANSMISSION = "FID";

  /** A stream and the one that carries its forward error correction (RFC 5956). */
  public static final String ERROR_CORRECTION = "FEC-FR";

  public SsrcGroup {
    ssrcs = List.copyOf(ssrcs);
  }

  static SsrcGroup parse(String value, int line) {
    var tokens = new LineTokens(value, line, "a=ssrc-group:<semantics> <ssrc> <ssrc>");
    String semantics = tokens.next();
    var ssrcs = new ArrayList<Integer>();
    while (tokens.hasMore()) {
      ssrcs.add(tokens.nextUnsigned());
    }
    return new SsrcGroup(semantics, ssrcs);
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public String value() {
    var value = new StringBuilder(semantics);
    for (int ssrc : ssrcs) {
      value.append(' ').append(Integer.toUnsignedString(ssrc));
    }
    return value.toString();
  }
}
