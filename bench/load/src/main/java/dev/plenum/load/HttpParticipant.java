package dev.plenum.load;

import dev.plenum.load.stun.IceRole;
import dev.plenum.sfu.ice.IceCredentials;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Somebody who publishes by WHIP, or watches by WHEP. Its methods block. */
final class HttpParticipant implements Attendee {
  private final HttpSession session;
  private final PeerTransport transport;

  private HttpParticipant(HttpSession session, PeerTransport transport) {
    this.session = session;
    this.transport = transport;
  }

  /** Joins, and returns when media may flow. */
  static HttpParticipant join(Crowd crowd, URI room, Media media)
      throws IOException, InterruptedException {
    Publisher publisher = media.publisher();
    boolean watches = publisher.isSilent();
    IceCredentials own = IceCredentials.generate("");
    Offer offer =
        new Offer(
            own,
            crowd.identity().fingerprint().toString(),
            watches ? Offer.Role.VIEWER : Offer.Role.PUBLISHER);
    HttpSession session =
        HttpSession.begin(
            URI.create(room + (watches ? "/whep" : "/whip")),
            offer.text(
                publisher.cameraStreams(),
                publisher.microphoneStream(),
                watches ? media.videoSlots() : 0));
    Answer answer = Answer.parse(session.answer());
    media.viewer().repairs(answer.repairedSsrcs());
    PeerTransport transport = PeerTransport.open(crowd, own, IceRole.CONTROLLING, answer, media);
    return new HttpParticipant(session, transport.connect(crowd, answer));
  }

  @Override
  public long answeredNanos() {
    return session.answeredNanos();
  }

  /** Nobody asks for it: viewers by WHEP are shown what is there. */
  @Override
  public int camera() {
    return 0;
  }

  /** The server chooses, speakers first. */
  @Override
  public void watch(List<Integer> cameras) {
    if (!cameras.isEmpty()) {
      throw new IllegalStateException("WHEP has no way to ask for cameras");
    }
  }

  @Override
  public void close() {
    transport.close();
    try {
      session.end();
    } catch (IOException e) {
      System.err.println("somebody's session did not end: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
