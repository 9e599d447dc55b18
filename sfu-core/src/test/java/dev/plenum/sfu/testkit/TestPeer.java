package dev.plenum.sfu.testkit;

import dev.plenum.rtp.HeaderExtension;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.sfu.control.IceParameters;
import dev.plenum.sfu.control.PublishSpec;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.TransportSpec;
import dev.plenum.sfu.dtls.Fingerprint;
import dev.plenum.sfu.ice.IceCredentials;
import dev.plenum.sfu.port.PeerAddress;
import dev.plenum.sfu.srtp.ReplayWindow;
import dev.plenum.sfu.srtp.SrtpEngine;
import dev.plenum.sfu.srtp.SrtpKeys;
import dev.plenum.sfu.srtp.SrtpProfile;
import dev.plenum.sfu.srtp.SrtpReceiver;
import dev.plenum.sfu.srtp.SrtpSender;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/** A participant of a {@link TestLoop}: real STUN, DTLS and SRTP, but no sockets and no codecs. */
public final class TestPeer {

  /** Takes what arrives decrypted. */
  @FunctionalInterface
  public interface PacketSink {
    void accept(byte[] packet, int length);
  }

  private static final int FIRST_RTCP_TYPE = 192;
  private static final int LAST_RTCP_TYPE = 223;

  private final TestLoop loop;
  private final SrtpEngine srtp;
  private PeerAddress address;
  private final String participantId;
  private final IceParameters server;
  private final DtlsClient dtls = new DtlsClient();
  private final LinkedBlockingQueue<byte[]> handshake = new LinkedBlockingQueue<>();
  private final Map<Integer, ReplayWindow> windows = new HashMap<>();
  private final byte[] scratch = new byte[2048];

  private @Nullable SrtpSender sender;
  private @Nullable SrtpReceiver receiver;
  private PacketSink onRtp = (packet, length) -> {};
  private PacketSink onRtcp = (packet, length) -> {};
  private @Nullable PacketSink onDatagram;

  public TestPeer(TestLoop loop, SrtpEngine srtp, String participantId, int number) {
    this.loop = loop;
    this.srtp = srtp;
    this.participantId = participantId;
    address = addressOf(number);
    IceCredentials credentials = IceCredentials.generate("");
    server = new IceParameters(credentials.ufrag(), credentials.pwd());
    loop.attach(this);
  }

  public PeerAddress address() {
    return address;
  }

  /** What an offer of this peer and its answer come to. */
  public TransportSpec spec(
      List<PublishSpec> publishes, List<SlotSpec> slots, Map<HeaderExtension, Integer> extensions) {
    return new TransportSpec(
        participantId,
        "plenum",
        server,
        new IceParameters("peer", "0123456789012345678901"),
        List.of(Fingerprint.of("sha-256", dtls.certificate()).toString()),
        publishes,
        slots,
        extensions,
        true);
  }

  public void onRtp(PacketSink sink) {
    onRtp = sink;
  }

  public void onRtcp(PacketSink sink) {
    onRtcp = sink;
  }

  /** From now on media is not decrypted but handed over as it came. */
  public void onDatagram(PacketSink sink) {
    onDatagram = sink;
  }

  /** Sends a connectivity check that nominates. */
  public void check() {
    byte[] check = StunRequests.check(server.ufrag(), server.password(), "peer", 1);
    loop.receive(address, check, check.length);
  }

  /** Checks the path and shakes hands, until media may flow. */
  public void connect() {
    check();
    CompletableFuture<DtlsClient.Keys> keys = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            keys.complete(dtls.handshake(new Wire()));
          } catch (IOException e) {
            keys.completeExceptionally(e);
          } finally {
            loop.post(() -> {});
          }
        });
    loop.runUntil(keys::isDone);
    DtlsClient.Keys agreed = keys.join();
    SrtpKeys srtpKeys =
        new SrtpKeys(
            SrtpProfile.AEAD_AES_128_GCM,
            agreed.clientKey(),
            agreed.clientSalt(),
            agreed.serverKey(),
            agreed.serverSalt());
    sender = new SrtpSender(srtp.open(srtpKeys.client()));
    receiver = new SrtpReceiver(srtp.open(srtpKeys.server()));
  }

  /** Runs the loop until the server has taken over the keys. */
  public void awaitConnected(BooleanSupplier connected) {
    loop.runUntil(connected);
  }

  /**
   * Sends an RTP packet, protected.
   *
   * @param packet plain, with room for the authentication tag
   */
  public void sendRtp(byte[] packet, int length, int headerBytes, long extendedSequence) {
    System.arraycopy(packet, 0, scratch, 0, length);
    SrtpSender with = sender;
    if (with == null) {
      throw new IllegalStateException("connect first");
    }
    int protectedBytes = with.protect(scratch, 0, length, headerBytes, extendedSequence);
    loop.receive(address, scratch, protectedBytes);
  }

  public void sendRtcp(byte[] packet, int length) {
    System.arraycopy(packet, 0, scratch, 0, length);
    SrtpSender with = sender;
    if (with == null) {
      throw new IllegalStateException("connect first");
    }
    loop.receive(address, scratch, with.protectRtcp(scratch, 0, length));
  }

  /** Is elsewhere in the network from now on; the server does not know before a check. */
  public void move(int number) {
    loop.detach(this);
    address = addressOf(number);
    loop.attach(this);
  }

  private static PeerAddress addressOf(int number) {
    return new PeerAddress(0, 0xffff_0a00_0000L + number, 40_000 + number % 20_000);
  }

  /** Receives nothing any more; the server does not know. */
  public void disappear() {
    loop.detach(this);
  }

  void receive(byte[] bytes, int offset, int length) {
    int first = bytes[offset] & 0xff;
    if (first >= 20 && first <= 63) {
      handshake.add(Arrays.copyOfRange(bytes, offset, offset + length));
    } else if (first >= 128 && receiver != null) {
      System.arraycopy(bytes, offset, scratch, 0, length);
      PacketSink raw = onDatagram;
      if (raw == null) {
        receiveMedia(receiver, length);
      } else {
        raw.accept(scratch, length);
      }
    }
  }

  private void receiveMedia(SrtpReceiver with, int length) {
    int type = scratch[1] & 0xff;
    if (type >= FIRST_RTCP_TYPE && type <= LAST_RTCP_TYPE) {
      int plain = with.unprotectRtcp(scratch, 0, length);
      if (plain > 0) {
        onRtcp.accept(scratch, plain);
      }
      return;
    }
    RtpPacket packet = new RtpPacket();
    if (packet.wrapHeader(scratch, 0, length)) {
      ReplayWindow window = windows.computeIfAbsent(packet.ssrc(), _ -> new ReplayWindow());
      int plain = with.unprotect(scratch, 0, length, packet.headerBytes(), window);
      if (plain > 0) {
        onRtp.accept(scratch, plain);
      }
    }
  }

  /** The way of the handshake's datagrams, to and from the loop. */
  private final class Wire implements DatagramTransport {

    @Override
    public int getReceiveLimit() {
      return 1500;
    }

    @Override
    public int getSendLimit() {
      return 1200;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
      try {
        byte[] datagram = handshake.poll(waitMillis, TimeUnit.MILLISECONDS);
        if (datagram == null) {
          return -1;
        }
        int taken = Math.min(length, datagram.length);
        System.arraycopy(datagram, 0, buffer, offset, taken);
        return taken;
      } catch (InterruptedException e) {
        throw (IOException) new InterruptedIOException().initCause(e);
      }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
      byte[] datagram = Arrays.copyOfRange(buffer, offset, offset + length);
      loop.post(() -> loop.receive(address, datagram, datagram.length));
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
