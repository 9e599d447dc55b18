package dev.plenum.signaling.sdp;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * An {@code m=} line and what belongs to it (RFC 8866 section 5.14).
 *
 * @param media such as {@code audio}
 * @param port 0 where the m-line is rejected or recycled, and for {@code bundle-only}
 * @param protocol such as {@code UDP/TLS/RTP/SAVPF}
 * @param formats payload types for RTP, each once
 */
public record MediaSection(
    String media, int port, String protocol, List<String> formats, Attributes attributes) {

  /** A payload type has 7 bits (RFC 3550 section 5.1). */
  public static final int MAX_PAYLOAD_TYPE = 127;

  private static final int MAX_PORT = 65_535;
  private static final int MAX_FORMATS = MAX_PAYLOAD_TYPE + 1;

  public MediaSection {
    formats = List.copyOf(formats);
  }

  /** The m-line alone; its attributes are still to come. */
  static MediaSection parse(String value, int line) {
    var tokens = new LineTokens(value, line, "m=<media> <port> <protocol> <formats>");
    String media = tokens.next();
    int port = tokens.nextInt(0, MAX_PORT);
    String protocol = tokens.next();
    return new MediaSection(media, port, protocol, formats(tokens), Attributes.NONE);
  }

  private static List<String> formats(LineTokens tokens) {
    var formats = new LinkedHashSet<String>();
    do {
      if (!formats.add(tokens.next())) {
        throw tokens.broken("a format is named twice");
      }
      if (formats.size() > MAX_FORMATS) {
        throw tokens.broken("there are more than " + MAX_FORMATS + " formats");
      }
    } while (tokens.hasMore());
    return List.copyOf(formats);
  }

  /** The same m-line with these attributes. */
  public MediaSection with(Attributes attributes) {
    return new MediaSection(media, port, protocol, formats, attributes);
  }

  /** The m-line's place, with nothing of what it agreed on. */
  public MediaSection bare() {
    return new MediaSection(media, port, protocol, List.of(), Attributes.NONE);
  }

  public Optional<String> mid() {
    return attributes.value("mid");
  }

  /** {@link Direction#SENDRECV} where none is written. */
  public Direction direction() {
    return attributes.first(Direction.class).orElse(Direction.SENDRECV);
  }

  /** True where the m-line carries nothing and is not part of a bundle either (RFC 9143). */
  public boolean isRejected() {
    return port == 0 && !attributes.has("bundle-only");
  }
}
