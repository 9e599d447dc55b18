package dev.plenum.signaling.rest;

import dev.plenum.sfu.control.SourceKind;
import dev.plenum.signaling.http.InvalidRequestException;
import dev.plenum.signaling.http.InvalidRequestException.Fault;
import dev.plenum.signaling.token.AccessToken;
import dev.plenum.signaling.token.Grants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/tokens}. Without {@code can} the token lets a member in.
 *
 * @param room the only room that it is for; any room where it is absent
 * @param expiresInSeconds an hour where it is absent
 */
record TokenRequest(
    @Nullable String room,
    @Nullable String identity,
    @Nullable String name,
    @Nullable String metadata,
    @Nullable Map<String, String> attributes,
    @Nullable Can can,
    @Nullable Boolean roomCreate,
    @Nullable Boolean roomList,
    @Nullable Integer expiresInSeconds) {

  private static final int DEFAULT_EXPIRY_SECONDS = 3_600;
  private static final int MAX_EXPIRY_SECONDS = 2_592_000;

  /**
   * What the bearer may do in the room, spelt as on the WebSocket. What is absent is allowed, but
   * for {@code moderate} and {@code hidden}.
   */
  record Can(
      @Nullable List<@Nullable SourceKind> publish,
      @Nullable Boolean subscribe,
      @Nullable Boolean chat,
      @Nullable Boolean data,
      @Nullable Boolean moderate,
      @Nullable Boolean updateMe,
      @Nullable Boolean hidden) {

    static final Can MEMBER = new Can(null, null, null, null, null, null, null);

    private Set<SourceKind> kinds() {
      if (publish == null) {
        return EnumSet.allOf(SourceKind.class);
      }
      Set<SourceKind> known = new HashSet<>();
      for (SourceKind kind : publish) {
        if (kind != null) {
          known.add(kind);
        }
      }
      return known;
    }
  }

  /**
   * @throws InvalidRequestException naming every field that will not do
   */
  AccessToken token(Instant now) {
    List<Fault> faults = new ArrayList<>();
    if (identity == null || identity.isBlank()) {
      faults.add(new Fault("/identity", "is missing"));
    }
    if (expiresInSeconds != null
        && (expiresInSeconds < 1 || expiresInSeconds > MAX_EXPIRY_SECONDS)) {
      faults.add(new Fault("/expiresInSeconds", "must be 1 to " + MAX_EXPIRY_SECONDS));
    }
    if (!faults.isEmpty()) {
      throw new InvalidRequestException(faults);
    }
    int seconds = Objects.requireNonNullElse(expiresInSeconds, DEFAULT_EXPIRY_SECONDS);
    return new AccessToken(
        Objects.requireNonNull(identity),
        Objects.requireNonNullElse(name, ""),
        Objects.requireNonNullElse(metadata, ""),
        Objects.requireNonNullElse(attributes, Map.of()),
        Objects.requireNonNullElse(room, ""),
        grants(Objects.requireNonNullElse(can, Can.MEMBER)),
        now,
        now.plusSeconds(seconds));
  }

  private Grants grants(Can wanted) {
    return new Grants(
        true,
        isGiven(roomCreate),
        isGiven(roomList),
        isGiven(wanted.moderate()),
        wanted.kinds(),
        isNotTaken(wanted.subscribe()),
        isNotTaken(wanted.chat()),
        isNotTaken(wanted.data()),
        isNotTaken(wanted.updateMe()),
        isGiven(wanted.hidden()));
  }

  private static boolean isGiven(@Nullable Boolean permission) {
    return permission != null && permission;
  }

  private static boolean isNotTaken(@Nullable Boolean permission) {
    return permission == null || permission;
  }
}
