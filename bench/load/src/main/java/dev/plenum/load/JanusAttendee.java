package dev.plenum.load;

import dev.plenum.load.stun.IceRole;
import dev.plenum.sfu.ice.IceCredentials;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a room of Janus: one peer connection for what they publish, for which we write the
 * offer, and one for all that they watch, for which Janus does.
 */
final class JanusAttendee implements Attendee {
  private final Crowd crowd;
  private final JanusSession session;
  private final Janus.Hall hall;
  private final Media media;
  private @Nullable PeerTransport publishing;
  private @Nullable PeerTransport watching;
  private int feed;
  private long answeredNanos;

  JanusAttendee(Crowd crowd, JanusSession session, Janus.Hall hall, Media media) {
    this.crowd = crowd;
    this.session = session;
    this.hall = hall;
    this.media = media;
  }

  /** Sends camera and microphone, by which others find them under this number. */
  void publish(int number) throws IOException, InterruptedException {
    Publisher publisher = media.publisher();
    JanusSession.Handle handle = session.attach();
    handle.ask(JanusRequest.publish(hall.number(), number));
    IceCredentials own = IceCredentials.generate("");
    String offer =
        new Offer(own, crowd.identity().fingerprint().toString(), Offer.Role.PUBLISHER)
            .text(publisher.cameraStreams(), publisher.microphoneStream(), 0);
    JanusMessage reply = handle.ask(JanusRequest.configure(), "offer", offer);
    answered();
    Answer answer = Answer.parse(reply.sdp());
    Media sent = new Media(publisher, new Viewer(null), 0);
    publishing = connect(handle, own, IceRole.CONTROLLING, answer, sent);
    feed = number;
  }

  @Override
  public void watch(List<Integer> cameras) throws IOException, InterruptedException {
    List<Integer> heard = hall.speaking().stream().filter(one -> one != feed).toList();
    if (watching != null || (cameras.isEmpty() && heard.isEmpty())) {
      return; // Nobody comes later.
    }
    JanusSession.Handle handle = session.attach();
    int layer = TileSize.of(cameras.size()).layer(Layer.SIMULCAST);
    String offer = handle.ask(JanusRequest.subscribe(hall.number(), cameras, layer, heard)).sdp();
    answered();
    IceCredentials own = IceCredentials.generate("");
    String fingerprint = crowd.identity().fingerprint().toString();
    handle.ask(JanusRequest.start(), "answer", MirroredAnswer.to(offer, own, fingerprint));
    Answer server = Answer.parse(offer);
    media.viewer().repairs(server.repairedSsrcs());
    Media watched = new Media(Publisher.ofNothing(), media.viewer(), 0);
    watching = connect(handle, own, IceRole.CONTROLLED, server, watched);
  }

  private PeerTransport connect(
      JanusSession.Handle handle, IceCredentials own, IceRole role, Answer server, Media through)
      throws IOException, InterruptedException {
    PeerTransport transport = PeerTransport.open(crowd, own, role, server, through);
    String address = server.address().getAddress().getHostAddress();
    int port = transport.socket().localPort(); // of the same address, since both are on one machine
    handle.trickle("candidate:1 1 udp 2130706431 %s %d typ host".formatted(address, port));
    return transport.connect(crowd, server);
  }

  private void answered() {
    if (answeredNanos == 0) {
      answeredNanos = System.nanoTime();
    }
  }

  @Override
  public long answeredNanos() {
    return answeredNanos;
  }

  @Override
  public int camera() {
    return media.publisher().cameraStreams().isEmpty() ? 0 : feed;
  }

  @Override
  public void close() {
    session.close();
    close(publishing);
    close(watching);
  }

  private static void close(@Nullable PeerTransport transport) {
    if (transport != null) {
      transport.close();
    }
  }
}
