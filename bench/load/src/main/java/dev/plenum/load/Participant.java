package dev.plenum.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plenum.sfu.ice.IceCredentials;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Somebody in a room: signaling, and the way of media. Its methods block. */
final class Participant implements AutoCloseable {
  private static final int TILE_WIDTH = 1280;
  private static final int TILE_HEIGHT = 720;

  private final Signal signal;
  private final Signal.Reply joined;
  private @Nullable PeerTransport transport;

  private Participant(Signal signal, Signal.Reply joined) {
    this.signal = signal;
    this.joined = joined;
    signal.ping(joined.body().path("pingMs").asLong());
  }

  /** Joins with a camera, and returns when it may send. */
  static Participant publish(Crowd crowd, String room, Publisher publisher)
      throws IOException, InterruptedException {
    IceCredentials own = IceCredentials.generate("");
    String offer = offer(crowd, own).publishing(Publisher.SSRC);
    ObjectNode join = join("publisher", offer);
    join.withArray("sources").addObject().put("mid", Offer.CAMERA_MID).put("kind", "camera");
    Participant participant = enter(crowd, room, join);
    participant.connect(crowd, own, Answer.parse(participant.answer()), publisher);
    return participant;
  }

  /** Joins to watch one camera, and returns when its packets may come. */
  static Participant watch(Crowd crowd, String room, String name, int csrc, Viewer viewer)
      throws IOException, InterruptedException {
    IceCredentials own = IceCredentials.generate("");
    Participant participant = enter(crowd, room, join(name, offer(crowd, own).watching()));
    Answer answer = Answer.parse(participant.answer());
    viewer.repairs(answer.repairedSsrcs());
    participant.askFor(csrc);
    participant.connect(crowd, own, answer, viewer);
    return participant;
  }

  private static Offer offer(Crowd crowd, IceCredentials own) {
    return new Offer(own, crowd.identity().fingerprint().toString());
  }

  private static ObjectNode join(String name, String offer) {
    return Signal.message("join").put("name", name).put("n", 1).put("offer", offer);
  }

  private static Participant enter(Crowd crowd, String room, ObjectNode join) {
    Signal signal = crowd.knock(room);
    return new Participant(signal, signal.ask(join));
  }

  private void connect(Crowd crowd, IceCredentials own, Answer answer, MediaSink sink)
      throws IOException, InterruptedException {
    transport = PeerTransport.connect(crowd.loop(), crowd.identity(), own, answer, sink);
  }

  private void askFor(int csrc) {
    ObjectNode layout = Signal.message("layout");
    layout
        .withArray("tiles")
        .addObject()
        .put("csrc", csrc)
        .put("w", TILE_WIDTH)
        .put("h", TILE_HEIGHT)
        .put("prio", 1);
    signal.tell(layout);
  }

  private String answer() {
    return joined.body().path("answer").asText();
  }

  /** When the answer to its join came. */
  long answeredNanos() {
    return joined.nanos();
  }

  /** The room's number of its camera. */
  int cameraCsrc() {
    JsonNode me = joined.body().path("me");
    return me.path("sources").path("camera").path("csrc").asInt();
  }

  @Override
  public void close() throws IOException {
    signal.close();
    PeerTransport open = transport;
    if (open != null) {
      open.close();
    }
  }
}
