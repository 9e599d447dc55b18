package dev.plenum.load;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Ourselves.
 *
 * @param entrance by which people come
 * @param server its address for HTTP
 * @param pid its process
 */
record Plenum(Crowd crowd, Entrance entrance, URI server, long pid) implements Conference {

  @Override
  public Attendee enter(String room, Role role, Media media, List<Integer> tiles)
      throws IOException, InterruptedException {
    return switch (entrance) {
      case WEBSOCKET -> Participant.join(crowd, room, role.name(), media, tiles);
      case HTTP -> HttpParticipant.join(crowd, server.resolve("/v1/rooms/" + room), media);
    };
  }

  @Override
  public ServerFigures figures(long packetsCame) throws IOException, InterruptedException {
    return ServerFigures.read(server, pid);
  }

  @Override
  public LiveMemory emptyMemory() throws IOException, InterruptedException {
    return LiveMemory.of(pid);
  }

  @Override
  public LiveMemory liveMemory() throws IOException, InterruptedException {
    return LiveMemory.afterCollection(pid);
  }
}
