package dev.plenum.signaling.whip;

import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.RefusedException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The sessions by the last segment of their URL, which nobody can guess: who knows it may end the
 * session, as WHIP clients do that send no token with later requests. Owner: the control loop.
 */
final class Sessions {

  private static final int ID_BYTES = 16;

  private final Map<String, Session> byId = new HashMap<>();
  private final RandomGenerator random;

  Sessions(RandomGenerator random) {
    this.random = random;
  }

  /** Keeps a session, and forgets those whose participants have gone. */
  String add(Session session) {
    byId.values().removeIf(old -> !old.isHere());
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    String name = HexFormat.of().formatHex(id);
    byId.put(name, session);
    return name;
  }

  /**
   * @throws RefusedException {@code not-found}, also where it is another room's
   */
  Session find(String roomName, String id) {
    Session session = byId.get(id);
    if (session == null || !session.room().name().equals(roomName) || !session.isHere()) {
      throw new RefusedException(
          ErrorCode.NOT_FOUND,
          "There is no such session, or it has ended.",
          "Begin a new one with a POST to the endpoint.");
    }
    return session;
  }

  void remove(String id) {
    byId.remove(id);
  }
}
