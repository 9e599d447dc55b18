package dev.plenum.sfu.transport;

import dev.plenum.rtp.HeaderExtension;
import dev.plenum.sfu.control.CloseReason;
import dev.plenum.sfu.control.CounterReader.Direction;
import dev.plenum.sfu.control.CounterReader.PacketKind;
import dev.plenum.sfu.control.DropReason;
import dev.plenum.sfu.control.HandshakeResult;
import dev.plenum.sfu.control.IceParameters;
import dev.plenum.sfu.control.TransportSpec;
import dev.plenum.sfu.control.TransportState;
import dev.plenum.sfu.counters.MediaCounters;
import dev.plenum.sfu.dtls.DtlsEndpoint;
import dev.plenum.sfu.ice.BindingRequest;
import dev.plenum.sfu.ice.ConsentState;
import dev.plenum.sfu.ice.IceAnswer;
import dev.plenum.sfu.ice.IceCredentials;
import dev.plenum.sfu.ice.IceListener;
import dev.plenum.sfu.ice.IcePath;
import dev.plenum.sfu.ice.IceSession;
import dev.plenum.sfu.ice.IceVerdict;
import dev.plenum.sfu.port.PeerAddress;
import dev.plenum.sfu.srtp.SrtpKeys;
import dev.plenum.sfu.srtp.SrtpReceiver;
import dev.plenum.sfu.srtp.SrtpSender;
import dev.plenum.sfu.stream.Deadline;
import dev.plenum.sfu.stream.HeaderExtensionIds;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Owner: the room's loop. One participant's association with the server: ICE finds and keeps the
 * path, DTLS makes the keys, then {@link IngressTransport} and {@link EgressTransport} carry the
 * media.
 *
 * <pre>
 *   CONNECTING --check and handshake--> CONNECTED <--5 s without / with a check--> DISCONNECTED
 *        \________________________________ 30 s without a check, close ________________/--> CLOSED
 * </pre>
 */
public final class Transport implements IceListener {

  /** How often it is looked after what takes seconds, or is only counted. */
  private static final long REVIEW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final TransportContext context;
  private final MediaInput input;
  private final MediaCounters counters;
  private final TransportListener listener;
  private final IceSession ice;
  private final DtlsEndpoint dtls;
  private final EgressTransport egress;
  private final Downlink downlink;
  private final InboundStreams streams;
  private final Uplink uplink;
  private final PublisherFeedback feedback;

  private HeaderExtensionIds extensions = new HeaderExtensionIds(Map.of());
  private @Nullable IngressTransport ingress;
  private @Nullable RtcpIngress rtcpIngress;
  private IceParameters local;
  private TransportState state = TransportState.CONNECTING;
  private long nextReviewNanos;

  /**
   * @param spec what the first offer and its answer agreed on; {@link #publish} follows
   * @param ownSsrc what the server's RTCP about the peer's media is sent from
   */
  public Transport(
      TransportContext context,
      MediaInput input,
      MediaCounters counters,
      TransportListener listener,
      TransportSpec spec,
      int ownSsrc,
      long nowNanos) {
    this.context = context;
    this.input = input;
    this.counters = counters;
    this.listener = listener;
    this.local = spec.local();
    this.nextReviewNanos = nowNanos;
    ice = new IceSession(credentials(local), this, nowNanos);
    egress = new EgressTransport(context.port(), counters);
    streams = new InboundStreams(input::due);
    uplink = new Uplink(streams);
    downlink =
        new Downlink(
            egress,
            counters,
            context.turns(),
            spec.extensions().containsKey(HeaderExtension.TRANSPORT_SEQUENCE),
            input::due,
            nowNanos);
    feedback =
        new PublisherFeedback(
            streams, egress, counters, ownSsrc, context.rtcpScratch(), input::due, nowNanos);
    dtls = context.handshakes().open(spec.fingerprints(), new HandshakeOutcome());
    context.demux().addUfrag(local.ufrag(), this);
  }

  private static IceCredentials credentials(IceParameters parameters) {
    return new IceCredentials(parameters.ufrag(), parameters.password());
  }

  public EgressTransport egress() {
    return egress;
  }

  /** What goes to the peer. */
  public Downlink downlink() {
    return downlink;
  }

  /** What comes from the peer. */
  public Uplink uplink() {
    return uplink;
  }

  public TransportState state() {
    return state;
  }

  /** The server's ICE parameters of the latest answer. */
  public IceParameters local() {
    return local;
  }

  MediaCounters counters() {
    return counters;
  }

  /** What the latest answer agreed on for what the peer sends. */
  public void publish(List<Publication> publications, HeaderExtensionIds ids) {
    extensions = ids;
    streams.publications(publications, ids);
    if (ingress != null) {
      ingress.extensions(ids);
    }
  }

  /** Serves a new ICE generation beside the old, until the first check of the new one. */
  public void restartIce(IceParameters next) {
    local = next;
    context.demux().addUfrag(next.ufrag(), this);
    ice.restart(credentials(next));
  }

  /** The round trip to the peer, measured by its reports on what it receives. */
  public void roundTrip(long nanos) {
    feedback.roundTrip(nanos);
    downlink.onRoundTrip(nanos);
  }

  void acceptCheck(BindingRequest check, PeerAddress from, long nowNanos) {
    IceAnswer answer =
        ice.receive(check, new IcePath(from.high(), from.low(), from.port()), nowNanos);
    if (answer.response().length > 0) {
      egress.sendPlain(from, answer.response(), answer.response().length, PacketKind.STUN);
    }
    if (answer.verdict() == IceVerdict.VALID) {
      if (state == TransportState.DISCONNECTED && ice.consent() == ConsentState.FRESH) {
        become(TransportState.CONNECTED, CloseReason.NONE);
      }
    } else {
      counters.drop(dropReason(answer.verdict()));
    }
  }

  private static DropReason dropReason(IceVerdict verdict) {
    return switch (verdict) {
      case UNAUTHENTIC -> DropReason.STUN_UNAUTHENTIC;
      case UNKNOWN_USER -> DropReason.STUN_UNKNOWN_UFRAG;
      case INCOMPLETE, UNKNOWN_ATTRIBUTE -> DropReason.STUN_MALFORMED;
      case ROLE_CONFLICT, EXPIRED, VALID -> DropReason.STUN_IGNORED;
    };
  }

  void acceptDtls(byte[] bytes, int length) {
    counters.packet(Direction.IN, PacketKind.DTLS, length);
    switch (dtls.receive(bytes, 0, length)) {
      case MALFORMED -> counters.drop(DropReason.DTLS_MALFORMED);
      case OVERFLOW -> counters.drop(DropReason.DTLS_OVERFLOW);
      case CLOSED -> counters.drop(DropReason.DTLS_UNUSED);
      case QUEUED -> {
        // What becomes of it is told by the next tick.
      }
    }
  }

  void acceptRtp(byte[] bytes, int length, long nowNanos) {
    if (ingress == null) {
      counters.drop(DropReason.NOT_SECURED);
    } else if (ingress.accept(bytes, length, nowNanos)) {
      mediaArrived(nowNanos);
    }
  }

  void acceptRtcp(byte[] bytes, int length, long nowNanos) {
    if (rtcpIngress == null) {
      counters.drop(DropReason.NOT_SECURED);
    } else if (rtcpIngress.accept(bytes, length, nowNanos)) {
      mediaArrived(nowNanos);
    }
  }

  private void mediaArrived(long nowNanos) {
    ice.mediaReceived(nowNanos);
    if (state == TransportState.DISCONNECTED) {
      become(TransportState.CONNECTED, CloseReason.NONE);
    }
  }

  /**
   * When {@link #tick} must be called. What else it does may be late: it wants to be called some
   * times a second, and {@link MediaInput#due} tells what cannot wait for that.
   */
  public long nextDeadlineNanos() {
    long consentNanos = ice.nextDeadlineNanos();
    return egress.isOpen()
        ? Deadline.earlier(consentNanos, feedback.nextDeadlineNanos())
        : consentNanos;
  }

  /** Serves what has fallen due. */
  public void tick(long nowNanos) {
    if (nextReviewNanos - nowNanos <= 0) {
      nextReviewNanos = nowNanos + REVIEW_NANOS;
      countUnusedDtls();
    }
    reviewConsent(nowNanos);
    if (egress.isOpen()) {
      feedback.tick(nowNanos);
      downlink.tick(nowNanos);
    }
  }

  private void reviewConsent(long nowNanos) {
    if (!Deadline.isDue(ice.nextDeadlineNanos(), nowNanos)) {
      return;
    }
    switch (ice.onDeadline(nowNanos)) {
      case EXPIRED -> {
        egress.silence();
        close(CloseReason.CONSENT_EXPIRED);
      }
      case LOST -> {
        if (state == TransportState.CONNECTED) {
          become(TransportState.DISCONNECTED, CloseReason.NONE);
        }
      }
      case PENDING, FRESH -> {
        // Nothing has changed.
      }
    }
  }

  private void countUnusedDtls() {
    long unused = dtls.takeUnused();
    if (unused > 0) {
      counters.drop(DropReason.DTLS_UNUSED, unused);
    }
  }

  /** Ends the association, with a close_notify to the peer. */
  public void close(CloseReason reason) {
    if (state == TransportState.CLOSED) {
      return;
    }
    dtls.close();
    ice.close();
    become(TransportState.CLOSED, reason);
  }

  private void secured(SrtpKeys keys) {
    if (state != TransportState.CONNECTING) {
      return;
    }
    SrtpReceiver receiver = new SrtpReceiver(context.srtp().open(keys.client()));
    ingress = new IngressTransport(receiver, input, streams, feedback, counters);
    ingress.extensions(extensions);
    rtcpIngress = new RtcpIngress(receiver, streams, downlink, input, counters);
    egress.secure(new SrtpSender(context.srtp().open(keys.server())));
    become(TransportState.CONNECTED, CloseReason.NONE);
  }

  private void become(TransportState next, CloseReason reason) {
    if (state != next) {
      state = next;
      listener.changed(next, reason);
    }
  }

  @Override
  public void pathChecked(IcePath path) {
    context.demux().addAddress(address(path), this);
  }

  @Override
  public void pathRemoved(IcePath path) {
    context.demux().removeAddress(address(path), this);
  }

  @Override
  public void pathSelected(IcePath path, long nowNanos) {
    PeerAddress before = egress.remote();
    egress.route(address(path));
    boolean elsewhere =
        before != null && (before.high() != path.high() || before.low() != path.low());
    if (elsewhere) {
      downlink.onRouteChange(nowNanos);
      input.moved(nowNanos);
    }
  }

  @Override
  public void ufragRetired(String ufrag) {
    context.demux().removeUfrag(ufrag);
  }

  /** What the handshake comes to, already on the loop. */
  private final class HandshakeOutcome implements Handshakes.Outcome {

    @Override
    public void send(byte[] datagram) {
      PeerAddress to = egress.remote();
      if (to != null) {
        egress.sendPlain(to, datagram, datagram.length, PacketKind.DTLS);
      }
    }

    @Override
    public void established(SrtpKeys keys) {
      counters.handshake(HandshakeResult.ESTABLISHED);
      secured(keys);
    }

    @Override
    public void failed(HandshakeResult result) {
      counters.handshake(result);
      close(
          result == HandshakeResult.FINGERPRINT_MISMATCH
              ? CloseReason.FINGERPRINT_MISMATCH
              : CloseReason.HANDSHAKE_FAILED);
    }

    @Override
    public void closedByPeer() {
      close(CloseReason.CLOSED_BY_PEER);
    }
  }

  private static PeerAddress address(IcePath path) {
    return new PeerAddress(path.high(), path.low(), path.port());
  }
}
