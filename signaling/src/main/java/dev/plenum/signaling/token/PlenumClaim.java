package dev.plenum.signaling.token;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The claim {@code plenum}: what LiveKit's form cannot say.
 *
 * @param chat whether chat may be written; absent means as {@code canPublishData} says
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlenumClaim(@Nullable Boolean chat) {

  static final PlenumClaim NONE = new PlenumClaim(null);
}
