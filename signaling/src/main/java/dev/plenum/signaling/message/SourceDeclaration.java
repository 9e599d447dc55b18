package dev.plenum.signaling.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.sfu.control.SourceKind;
import org.jspecify.annotations.Nullable;

/**
 * What a client says about one of its sending m-lines.
 *
 * @param kind null where the client names a kind that we do not know
 */
public record SourceDeclaration(
    String mid, @Nullable SourceKind kind, boolean muted, boolean e2ee, @Nullable JsonNode meta) {

  public SourceDeclaration {
    if (mid == null) {
      throw new IllegalArgumentException("a source has no mid");
    }
  }
}
