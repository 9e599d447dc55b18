package dev.plenum.load;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.rtcp.RtcpPacket;
import dev.plenum.sfu.dtls.DtlsIdentity;
import dev.plenum.sfu.ice.IceCredentials;
import dev.plenum.sfu.srtp.ReplayWindow;
import dev.plenum.sfu.srtp.SrtpEngine;
import dev.plenum.sfu.srtp.SrtpKeys;
import dev.plenum.sfu.srtp.SrtpReceiver;
import dev.plenum.sfu.srtp.SrtpSender;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One participant's way to the server: a socket, the connectivity check, the handshake, SRTP. Owned
 * by the {@link MediaLoop}, except {@link #connect} and {@link #close}.
 */
final class PeerTransport implements AutoCloseable {
  private static final long FIRST_RESEND_MILLIS = 50;
  private static final int MOST_CHECKS = 100;

  /** Below the 5 s of RFC 7675 §5.1, as its randomised interval is. */
  private static final long CONSENT_NANOS = TimeUnit.SECONDS.toNanos(4);

  private static final int DATAGRAM_BYTES = 2048;
  private static final int FIRST_RTCP_TYPE = 192;
  private static final int LAST_RTCP_TYPE = 223;

  /** RFC 7983 §7: what a datagram is, by its first byte. */
  private static final int LAST_STUN = 3;

  private static final int FIRST_DTLS = 20;
  private static final int LAST_DTLS = 63;
  private static final int FIRST_RTP = 128;

  private final MediaLoop loop;
  private final MediaSink sink;
  private final DatagramChannel channel;
  private final HandshakeDatagrams handshake;
  private final ConnectivityCheck check;
  private final CountDownLatch reachable = new CountDownLatch(1);

  /**
   * Media that came behind the server's last word in the handshake, while its thread was still busy
   * with that: a browser does both on one thread, so that nothing can come too early.
   */
  private final List<byte[]> early = new ArrayList<>();

  private final Int2ObjectHashMap<ReplayWindow> windows = new Int2ObjectHashMap<>();
  private final RtpPacket rtp = new RtpPacket();
  private final RtcpPacket rtcp = new RtcpPacket();
  private final byte[] outgoing = new byte[DATAGRAM_BYTES];
  private final ByteBuffer leaving = ByteBuffer.allocateDirect(DATAGRAM_BYTES);
  private @Nullable SrtpSender sender;
  private @Nullable SrtpReceiver receiver;
  private long consentNanos;

  private PeerTransport(
      MediaLoop loop, MediaSink sink, DatagramChannel channel, ConnectivityCheck check) {
    this.loop = loop;
    this.sink = sink;
    this.channel = channel;
    this.handshake = new HandshakeDatagrams(channel);
    this.check = check;
  }

  /** Blocks until media may flow. */
  static PeerTransport connect(
      MediaLoop loop, DtlsIdentity identity, IceCredentials own, Answer answer, MediaSink sink)
      throws IOException, InterruptedException {
    DatagramChannel channel = DatagramChannel.open().connect(answer.server());
    ConnectivityCheck check = new ConnectivityCheck(answer.ufrag(), answer.password(), own.ufrag());
    PeerTransport transport = new PeerTransport(loop, sink, channel, check);
    loop.register(channel, transport);
    transport.check();
    SrtpKeys keys = new DtlsClient(identity, answer.fingerprint()).handshake(transport.handshake);
    loop.connected(() -> transport.begin(keys), transport);
    return transport;
  }

  private void check() throws IOException, InterruptedException {
    for (int i = 0; i < MOST_CHECKS; i++) {
      channel.write(ByteBuffer.wrap(check.bytes()));
      if (reachable.await(FIRST_RESEND_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
    throw new SocketTimeoutException("the server does not answer connectivity checks");
  }

  private void begin(SrtpKeys keys) {
    long nowNanos = System.nanoTime();
    sender = new SrtpSender(SrtpEngine.jce().open(keys.client()));
    receiver = new SrtpReceiver(SrtpEngine.jce().open(keys.server()));
    consentNanos = nowNanos;
    sink.connected(this, nowNanos);
    early.forEach(datagram -> receiveMedia(datagram, datagram.length, nowNanos));
    early.clear();
  }

  void received(byte[] datagram, int length, long nowNanos) {
    int first = datagram[0] & 0xff;
    if (first >= FIRST_RTP) {
      receiveMedia(datagram, length, nowNanos);
    } else if (first >= FIRST_DTLS && first <= LAST_DTLS) {
      handshake.put(datagram, length);
    } else if (first <= LAST_STUN && check.isAnsweredBy(datagram, length)) {
      reachable.countDown();
    }
  }

  private void receiveMedia(byte[] datagram, int length, long nowNanos) {
    SrtpReceiver with = receiver;
    if (with == null) {
      early.add(Arrays.copyOf(datagram, length));
      return;
    }
    int type = datagram[1] & 0xff;
    if (type >= FIRST_RTCP_TYPE && type <= LAST_RTCP_TYPE) {
      int plain = with.unprotectRtcp(datagram, 0, length);
      if (plain > 0 && rtcp.wrap(datagram, 0, plain)) {
        sink.rtcp(rtcp, nowNanos);
      }
    } else if (rtp.wrapHeader(datagram, 0, length)) {
      ReplayWindow window = windows.computeIfAbsent(rtp.ssrc(), _ -> new ReplayWindow());
      int plain = with.unprotect(datagram, 0, length, rtp.headerBytes(), window);
      if (plain > 0 && rtp.wrap(datagram, 0, plain)) {
        sink.rtp(rtp, nowNanos);
      }
    }
  }

  void tick(long nowNanos) {
    if (nowNanos - consentNanos >= CONSENT_NANOS) {
      consentNanos = nowNanos;
      send(check.bytes(), check.bytes().length);
    }
    sink.tick(nowNanos);
  }

  void sendRtp(RtpPacket packet, long extendedSequence) {
    System.arraycopy(packet.bytes(), packet.offset(), outgoing, 0, packet.length());
    SrtpSender with = connectedSender();
    int length = with.protect(outgoing, 0, packet.length(), packet.headerBytes(), extendedSequence);
    send(outgoing, length);
  }

  void sendRtcp(byte[] packet, int length) {
    System.arraycopy(packet, 0, outgoing, 0, length);
    send(outgoing, connectedSender().protectRtcp(outgoing, 0, length));
  }

  private SrtpSender connectedSender() {
    SrtpSender with = sender;
    if (with == null) {
      throw new IllegalStateException("nothing may be sent before the handshake has ended");
    }
    return with;
  }

  /** What the socket does not take is lost, as on any network. */
  private void send(byte[] bytes, int length) {
    try {
      channel.write(leaving.clear().put(bytes, 0, length).flip());
    } catch (IOException e) {
      loop.disconnected(this);
    }
  }

  @Override
  public void close() throws IOException {
    loop.disconnected(this);
    channel.close();
  }
}
