package dev.plenum.signaling.access;

import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.RefusedException;
import dev.plenum.signaling.token.Grants;

/**
 * Who calls REST, and what they may do there.
 *
 * @param name how they are called in the rooms, where they ask somebody for something
 * @param key the API key whose secret they have or whose token they hold, empty in development mode
 * @param room the only room they may act on, empty for any
 */
public record Caller(String name, String key, String room, Grants grants) {

  /**
   * @throws RefusedException {@code not-allowed}
   */
  public void requireCreate(String roomName) {
    require(grants.create() && covers(roomName), "roomCreate");
  }

  /**
   * @throws RefusedException {@code not-allowed}
   */
  public void requireList() {
    require(grants.list(), "roomList");
  }

  /**
   * @throws RefusedException {@code not-allowed}
   */
  public void requireAdmin(String roomName) {
    require(isAdmin(roomName), "roomAdmin");
  }

  /** Looking at one room takes less than changing it. */
  public void requireView(String roomName) {
    require(grants.list() || isAdmin(roomName), "roomList or roomAdmin");
  }

  /** Ending a meeting is for those who make rooms, and for its moderators. */
  public void requireEnd(String roomName) {
    require(isAdmin(roomName) || (grants.create() && covers(roomName)), "roomAdmin or roomCreate");
  }

  /** Nobody hands out more than they have. */
  public void requireIssue(String roomName, Grants wanted) {
    requireAdmin(roomName);
    require(grants.create() || !wanted.create(), "roomCreate");
    require(grants.list() || !wanted.list(), "roomList");
  }

  private boolean isAdmin(String roomName) {
    return grants.administer() && covers(roomName);
  }

  private boolean covers(String roomName) {
    return room.isEmpty() || room.equals(roomName);
  }

  private static void require(boolean allowed, String grant) {
    if (!allowed) {
      throw new RefusedException(
          ErrorCode.NOT_ALLOWED,
          "The token does not allow this.",
          "Use a token with " + grant + " for this room, or an API key.");
    }
  }
}
