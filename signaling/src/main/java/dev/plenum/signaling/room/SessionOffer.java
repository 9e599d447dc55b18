package dev.plenum.signaling.room;

import dev.plenum.signaling.message.SourceDeclaration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An SDP offer and what its sender says about the sending m-lines.
 *
 * @param sources empty where kinds follow from the order of m-lines (WHIP)
 */
public record SessionOffer(String sdp, List<SourceDeclaration> sources) {

  public SessionOffer {
    sources = List.copyOf(sources);
  }

  public static SessionOffer of(String sdp) {
    return new SessionOffer(sdp, List.of());
  }

  /** The offer of a message, null where it carries none. */
  public static @Nullable SessionOffer of(@Nullable String sdp, List<SourceDeclaration> sources) {
    return sdp == null ? null : new SessionOffer(sdp, sources);
  }
}
