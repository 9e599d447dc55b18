package dev.plenum.load;

import dev.plenum.load.socket.DatagramVector;
import dev.plenum.load.socket.OutgoingDatagram;
import dev.plenum.load.socket.PeerSocket;
import dev.plenum.load.stun.CheckResponder;
import dev.plenum.load.stun.ConnectivityCheck;
import dev.plenum.load.stun.IceRole;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.rtcp.RtcpPacket;
import dev.plenum.sfu.ice.IceCredentials;
import dev.plenum.sfu.srtp.ReplayWindow;
import dev.plenum.sfu.srtp.SrtpEngine;
import dev.plenum.sfu.srtp.SrtpKeys;
import dev.plenum.sfu.srtp.SrtpReceiver;
import dev.plenum.sfu.srtp.SrtpSender;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One participant's way to the server: a socket, the connectivity check, the handshake, SRTP. Owned
 * by the {@link MediaLoop}, except what opens, connects and closes it.
 */
final class PeerTransport implements AutoCloseable {
  private static final long FIRST_RESEND_MILLIS = 50;
  private static final int MOST_CHECKS = 100;

  /** Below the 5 s of RFC 7675 §5.1, as its randomised interval is. */
  private static final long CONSENT_NANOS = TimeUnit.SECONDS.toNanos(4);

  private static final int FIRST_RTCP_TYPE = 192;
  private static final int LAST_RTCP_TYPE = 223;

  /** RFC 7983 §7: what a datagram is, by its first byte. */
  private static final int LAST_STUN = 3;

  private static final int FIRST_DTLS = 20;
  private static final int LAST_DTLS = 63;
  private static final int FIRST_RTP = 128;

  private final MediaLoop loop;
  private final MediaSink sink;
  private final PeerSocket socket;
  private final HandshakeDatagrams handshake;
  private final ConnectivityCheck check;
  private final CheckResponder responder;
  private final CountDownLatch reachable = new CountDownLatch(1);

  /**
   * Media that came behind the server's last word in the handshake, while its thread was still busy
   * with that: a browser does both on one thread, so that nothing can come too early.
   */
  private final List<byte[]> early = new ArrayList<>();

  private final Int2ObjectHashMap<ReplayWindow> windows = new Int2ObjectHashMap<>();
  private final RtpPacket rtp = new RtpPacket();
  private final RtcpPacket rtcp = new RtcpPacket();
  private final byte[] protectedBytes = new byte[DatagramVector.DATAGRAM_BYTES];
  private final OutgoingDatagram outgoing = new OutgoingDatagram();
  private @Nullable SrtpSender sender;
  private @Nullable SrtpReceiver receiver;
  private long consentNanos;

  private PeerTransport(
      MediaLoop loop,
      MediaSink sink,
      PeerSocket socket,
      ConnectivityCheck check,
      CheckResponder responder) {
    this.loop = loop;
    this.sink = sink;
    this.socket = socket;
    this.handshake = new HandshakeDatagrams(socket);
    this.check = check;
    this.responder = responder;
  }

  /** Opens its socket, and says nothing yet. */
  static PeerTransport open(
      Crowd crowd, IceCredentials own, IceRole role, Answer server, MediaSink sink)
      throws IOException {
    PeerSocket socket = PeerSocket.connect(server.address());
    ConnectivityCheck check =
        new ConnectivityCheck(server.ufrag(), server.password(), own.ufrag(), role);
    CheckResponder responder = new CheckResponder(own.pwd(), server.address());
    return new PeerTransport(crowd.loop(), sink, socket, check, responder);
  }

  /** Blocks until media may flow. */
  PeerTransport connect(Crowd crowd, Answer server) throws IOException, InterruptedException {
    loop.join(this);
    try {
      check();
      DtlsClient client = new DtlsClient(crowd.identity(), server.fingerprint());
      SrtpKeys keys = client.handshake(handshake);
      loop.connect(this, () -> begin(keys, crowd.engine()));
      return this;
    } catch (IOException | InterruptedException e) {
      close();
      throw e;
    }
  }

  private void check() throws IOException, InterruptedException {
    OutgoingDatagram request = new OutgoingDatagram();
    for (int i = 0; i < MOST_CHECKS; i++) {
      socket.send(request.fill(check.bytes(), 0, check.bytes().length));
      if (reachable.await(FIRST_RESEND_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
    throw new SocketTimeoutException("the server does not answer connectivity checks");
  }

  private void begin(SrtpKeys keys, SrtpEngine engine) {
    long nowNanos = System.nanoTime();
    sender = new SrtpSender(engine.open(keys.client()));
    receiver = new SrtpReceiver(engine.open(keys.server()));
    consentNanos = nowNanos;
    sink.connected(this, nowNanos);
    early.forEach(datagram -> receiveMedia(datagram, datagram.length, nowNanos));
    early.clear();
  }

  PeerSocket socket() {
    return socket;
  }

  MediaSink sink() {
    return sink;
  }

  void received(byte[] datagram, int length, long arrivedNanos) {
    int first = datagram[0] & 0xff;
    if (first >= FIRST_RTP) {
      receiveMedia(datagram, length, arrivedNanos);
    } else if (first >= FIRST_DTLS && first <= LAST_DTLS) {
      handshake.put(datagram, length);
    } else if (first <= LAST_STUN && check.isAnsweredBy(datagram, length)) {
      reachable.countDown();
    } else if (first <= LAST_STUN) {
      responder.answer(datagram, length).ifPresent(answer -> send(answer, answer.length));
    }
  }

  private void receiveMedia(byte[] datagram, int length, long arrivedNanos) {
    SrtpReceiver with = receiver;
    if (with == null) {
      early.add(Arrays.copyOf(datagram, length));
      return;
    }
    int type = datagram[1] & 0xff;
    if (type >= FIRST_RTCP_TYPE && type <= LAST_RTCP_TYPE) {
      int plain = with.unprotectRtcp(datagram, 0, length);
      if (plain > 0 && rtcp.wrap(datagram, 0, plain)) {
        sink.rtcp(rtcp, arrivedNanos);
      }
    } else if (rtp.wrapHeader(datagram, 0, length)) {
      sink.rtp(rtp, arrivedNanos);
    }
  }

  /**
   * Decrypts a packet in place.
   *
   * @return false if it is not the server's, or came before
   */
  boolean reveal(RtpPacket packet) {
    SrtpReceiver with = receiver;
    if (with == null) {
      throw new IllegalStateException("nothing comes before the handshake has ended");
    }
    ReplayWindow window = windows.computeIfAbsent(packet.ssrc(), _ -> new ReplayWindow());
    byte[] bytes = packet.bytes();
    int plain = with.unprotect(bytes, 0, packet.length(), packet.headerBytes(), window);
    return plain > 0 && packet.wrap(bytes, 0, plain);
  }

  void answer(long nowNanos) {
    if (nowNanos - consentNanos >= CONSENT_NANOS) {
      consentNanos = nowNanos;
      send(check.bytes(), check.bytes().length);
    }
    sink.answer(nowNanos);
  }

  void sendRtp(RtpPacket packet, long extendedSequence) {
    int length = packet.length();
    System.arraycopy(packet.bytes(), packet.offset(), protectedBytes, 0, length);
    SrtpSender with = connectedSender();
    int sent = with.protect(protectedBytes, 0, length, packet.headerBytes(), extendedSequence);
    send(protectedBytes, sent);
  }

  void sendRtcp(byte[] packet, int length) {
    System.arraycopy(packet, 0, protectedBytes, 0, length);
    send(protectedBytes, connectedSender().protectRtcp(protectedBytes, 0, length));
  }

  private SrtpSender connectedSender() {
    SrtpSender with = sender;
    if (with == null) {
      throw new IllegalStateException("nothing may be sent before the handshake has ended");
    }
    return with;
  }

  private void send(byte[] bytes, int length) {
    socket.send(outgoing.fill(bytes, 0, length));
  }

  @Override
  public void close() {
    loop.disconnect(this, socket::close);
  }
}
