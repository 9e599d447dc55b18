package dev.plenum.signaling.message;

import dev.plenum.sfu.control.SourceKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a participant may do. They always travel whole.
 *
 * @param publish the kinds of source which may be sent
 * @param subscribe whether others may be seen and heard
 * @param chat whether the topic {@code chat} may be written to
 * @param data whether any other topic may be written to
 * @param moderate whether others may be muted, asked and removed
 * @param updateMe whether the own name, metadata and attributes may be changed
 * @param hidden whether others do not see this participant in the roster
 */
public record Permissions(
    Set<SourceKind> publish,
    boolean subscribe,
    boolean chat,
    boolean data,
    boolean moderate,
    boolean updateMe,
    boolean hidden) {

  /** Everything but moderation. */
  public static final Permissions MEMBER =
      new Permissions(EnumSet.allOf(SourceKind.class), true, true, true, false, true, false);

  /** Everything. */
  public static final Permissions MODERATOR =
      new Permissions(EnumSet.allOf(SourceKind.class), true, true, true, true, true, false);

  public Permissions {
    publish = Set.copyOf(publish);
  }

  /** The role that these permissions amount to. */
  public Role role() {
    if (moderate) {
      return Role.MODERATOR;
    }
    return publish.isEmpty() ? Role.VIEWER : Role.MEMBER;
  }
}
