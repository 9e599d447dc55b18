package dev.plenum.signaling.token;

import dev.plenum.sfu.control.SourceKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Translates between grants and the claims that carry them. */
final class GrantClaims {

  private GrantClaims() {}

  static Grants grants(VideoClaim video, PlenumClaim plenum) {
    boolean data = orYes(video.canPublishData());
    return new Grants(
        orNo(video.roomJoin()),
        orNo(video.roomCreate()),
        orNo(video.roomList()),
        orNo(video.roomAdmin()),
        publish(video),
        orYes(video.canSubscribe()),
        plenum.chat() == null ? data : plenum.chat(),
        data,
        orYes(video.canUpdateOwnMetadata()),
        orNo(video.hidden()));
  }

  private static Set<SourceKind> publish(VideoClaim video) {
    if (!orYes(video.canPublish())) {
      return Set.of();
    }
    List<String> sources = video.canPublishSources();
    if (sources == null || sources.isEmpty()) {
      return EnumSet.allOf(SourceKind.class);
    }
    var kinds = EnumSet.noneOf(SourceKind.class);
    for (SourceKind kind : SourceKind.values()) {
      if (sources.contains(sourceName(kind))) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  static VideoClaim video(String room, Grants grants) {
    return new VideoClaim(
        room.isEmpty() ? null : room,
        grants.join(),
        grants.create(),
        grants.list(),
        grants.administer(),
        !grants.publish().isEmpty(),
        grants.subscribe(),
        grants.data(),
        grants.publish().stream().sorted().map(GrantClaims::sourceName).toList(),
        grants.updateMe(),
        grants.hidden());
  }

  static PlenumClaim plenum(Grants grants) {
    return new PlenumClaim(grants.chat());
  }

  private static String sourceName(SourceKind kind) {
    return switch (kind) {
      case MICROPHONE -> "microphone";
      case CAMERA -> "camera";
      case SCREEN -> "screen_share";
      case SCREEN_AUDIO -> "screen_share_audio";
    };
  }

  private static boolean orYes(@Nullable Boolean value) {
    return value == null || value;
  }

  private static boolean orNo(@Nullable Boolean value) {
    return value != null && value;
  }
}
