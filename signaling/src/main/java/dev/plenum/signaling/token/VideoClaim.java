package dev.plenum.signaling.token;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The claim {@code video} as LiveKit's server SDKs write it. What is absent is null: of the {@code
 * can…} it means yes, of everything else no.
 *
 * @param canPublishSources {@code microphone}, {@code camera}, {@code screen_share}, {@code
 *     screen_share_audio}; empty for all
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
record VideoClaim(
    @Nullable String room,
    @Nullable Boolean roomJoin,
    @Nullable Boolean roomCreate,
    @Nullable Boolean roomList,
    @Nullable Boolean roomAdmin,
    @Nullable Boolean canPublish,
    @Nullable Boolean canSubscribe,
    @Nullable Boolean canPublishData,
    @Nullable List<String> canPublishSources,
    @Nullable Boolean canUpdateOwnMetadata,
    @Nullable Boolean hidden) {

  /** What a token without the claim is read as. */
  static final VideoClaim NONE =
      new VideoClaim(null, null, null, null, null, null, null, null, null, null, null);
}
