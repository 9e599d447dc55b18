package dev.plenum.signaling.token;

import dev.plenum.sfu.control.SourceKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a token allows.
 *
 * @param join entering the room
 * @param create making rooms through REST
 * @param list listing rooms through REST
 * @param administer moderating the room, over the WebSocket and through REST
 * @param publish the kinds of sources that may be sent
 * @param subscribe receiving others' media
 * @param chat writing to the topic {@code chat}
 * @param data writing to any other topic
 * @param updateMe changing the own name, metadata and attributes
 * @param hidden not shown in the roster
 */
public record Grants(
    boolean join,
    boolean create,
    boolean list,
    boolean administer,
    Set<SourceKind> publish,
    boolean subscribe,
    boolean chat,
    boolean data,
    boolean updateMe,
    boolean hidden) {

  /** What everybody has in development mode. */
  public static final Grants EVERYTHING =
      new Grants(
          true, true, true, true, EnumSet.allOf(SourceKind.class), true, true, true, true, false);

  public Grants {
    publish = Set.copyOf(publish);
  }
}
