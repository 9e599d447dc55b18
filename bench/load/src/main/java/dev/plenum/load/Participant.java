package dev.plenum.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plenum.load.stun.IceRole;
import dev.plenum.sfu.ice.IceCredentials;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Somebody in a room: signaling, and the way of media. Its methods block. */
final class Participant implements Attendee {
  private final Signal signal;
  private final Signal.Reply joined;
  private @Nullable PeerTransport transport;

  private Participant(Signal signal, Signal.Reply joined) {
    this.signal = signal;
    this.joined = joined;
    signal.ping(joined.body().path("pingMs").asLong());
  }

  /**
   * Joins, and returns when media may flow.
   *
   * @param tiles the cameras that it watches
   */
  static Participant join(Crowd crowd, String room, String name, Media media, List<Integer> tiles)
      throws IOException, InterruptedException {
    IceCredentials own = IceCredentials.generate("");
    Signal signal = Signal.open(crowd, room);
    signal.onPush(message -> follow(crowd, media, message));
    Participant participant = answered(signal, join(crowd, own, name, media));
    try {
      participant.connect(crowd, own, media, tiles);
    } catch (IOException | RuntimeException | InterruptedException e) {
      participant.close();
      throw e;
    }
    return participant;
  }

  /** Asks to be let in; whoever is not, or gives up, leaves nothing behind. */
  private static Participant answered(Signal signal, ObjectNode join) throws InterruptedException {
    try {
      return new Participant(signal, signal.ask(join));
    } catch (RuntimeException | InterruptedException e) {
      signal.tell(Signal.message("leave"));
      signal.close();
      throw e;
    }
  }

  private void connect(Crowd crowd, IceCredentials own, Media media, List<Integer> tiles)
      throws IOException, InterruptedException {
    Answer answer = Answer.parse(joined.body().path("answer").asText());
    media.viewer().repairs(answer.repairedSsrcs());
    watch(tiles);
    transport =
        PeerTransport.open(crowd, own, IceRole.CONTROLLING, answer, media).connect(crowd, answer);
  }

  private static ObjectNode join(Crowd crowd, IceCredentials own, String name, Media media) {
    List<OutgoingStream> camera = media.publisher().cameraStreams();
    Optional<OutgoingStream> microphone = media.publisher().microphoneStream();
    Offer offer = new Offer(own, crowd.identity().fingerprint().toString(), Offer.Role.BOTH);
    ObjectNode join = Signal.message("join").put("name", name).put("n", 1);
    join.put("offer", offer.text(camera, microphone, media.videoSlots()));
    ArrayNode sources = join.putArray("sources");
    if (!camera.isEmpty()) {
      declare(sources, Offer.CAMERA_MID, "camera");
    }
    microphone.ifPresent(_ -> declare(sources, Offer.MICROPHONE_MID, "microphone"));
    return join;
  }

  private static void declare(ArrayNode sources, String mid, String kind) {
    sources.addObject().put("mid", mid).put("kind", kind);
  }

  /** Sends only the layers of the camera that the server has a use for, as a browser would. */
  private static void follow(Crowd crowd, Media media, JsonNode message) {
    if (message.path("t").asText().equals("encodings")) {
      for (JsonNode one : message.path("set")) {
        String rid = one.path("rid").asText();
        boolean wanted = one.path("active").asBoolean();
        crowd.loop().execute(() -> media.publisher().follow(rid, wanted));
      }
    }
  }

  @Override
  public void watch(List<Integer> csrcs) {
    if (csrcs.isEmpty()) {
      return;
    }
    TileSize size = TileSize.of(csrcs.size());
    ObjectNode layout = Signal.message("layout");
    ArrayNode tiles = layout.putArray("tiles");
    for (int csrc : csrcs) {
      tiles
          .addObject()
          .put("csrc", Integer.toUnsignedLong(csrc))
          .put("w", size.width())
          .put("h", size.height())
          .put("prio", 1);
    }
    signal.tell(layout);
  }

  @Override
  public long answeredNanos() {
    return joined.nanos();
  }

  @Override
  public int camera() {
    JsonNode me = joined.body().path("me");
    return me.path("sources").path("camera").path("csrc").asInt();
  }

  @Override
  public void close() {
    signal.tell(Signal.message("leave")); // else the seat would be held
    signal.close();
    PeerTransport open = transport;
    if (open != null) {
      open.close();
    }
  }
}
