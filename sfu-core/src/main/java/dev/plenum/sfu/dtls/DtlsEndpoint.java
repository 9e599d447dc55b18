package dev.plenum.sfu.dtls;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The server side of one transport's DTLS association. Owner: the transport's shard loop, which
 * calls {@link #receive} and {@link #close}; neither blocks.
 *
 * <p>All else happens on a virtual thread that lives while there is something to do: from the first
 * datagram to the end of the handshake, and later for each retransmitted flight or alert. An idle
 * association has no thread. There is no cookie exchange, since ICE has verified the address.
 */
public final class DtlsEndpoint {
  /** Long enough to take a datagram that is there; Bouncy Castle reads 0 as for ever. */
  private static final int POLL_MILLIS = 1;

  private final DtlsListener listener;
  private final DtlsServer server;
  private final DtlsGate.Turns turns;
  private final DtlsInbox inbox;

  /** Held by the virtual thread; kept for ever when the association has ended. */
  private final AtomicBoolean working = new AtomicBoolean();

  private volatile boolean closing;
  private volatile boolean ended;
  private volatile @Nullable Thread handshaking;

  /** Belongs to the holder of {@link #working}. */
  private @Nullable DTLSTransport association;

  /**
   * @param expected fingerprints from the peer's SDP; its certificate must have one of them
   */
  public DtlsEndpoint(
      DtlsIdentity identity,
      List<Fingerprint> expected,
      DtlsGate gate,
      DtlsSink sink,
      DtlsListener listener) {
    this.listener = listener;
    this.server = new DtlsServer(identity, List.copyOf(expected));
    this.turns = gate.turns();
    this.inbox = new DtlsInbox(sink, turns);
  }

  /** Takes a copy of a datagram whose first byte says DTLS (RFC 7983). */
  public DtlsReceipt receive(byte[] bytes, int offset, int length) {
    if (ended || closing) {
      return DtlsReceipt.CLOSED;
    }
    if (!DtlsRecords.areWhole(bytes, offset, length)) {
      return DtlsReceipt.MALFORMED;
    }
    if (!inbox.put(bytes, offset, length)) {
      return DtlsReceipt.OVERFLOW;
    }
    startWork();
    return DtlsReceipt.QUEUED;
  }

  /**
   * How many datagrams of the established association had no effect since this was last asked:
   * there is no application data here, so only repeated flights and alerts have one.
   */
  public long takeUnused() {
    return inbox.takeUnused();
  }

  /** Ends the association with a close_notify, or an unfinished handshake with an alert. */
  public void close() {
    closing = true;
    Thread handshake = handshaking;
    if (handshake != null) {
      handshake.interrupt();
    }
    startWork();
  }

  private void startWork() {
    if (working.compareAndSet(false, true)) {
      Thread.ofVirtual().name("dtls").start(this::work);
    }
  }

  private void work() {
    do {
      turns.begin();
      try {
        step();
      } finally {
        inbox.sendFlight();
        turns.end();
      }
      if (ended) {
        return;
      }
      working.set(false);
    } while ((closing || !inbox.isEmpty()) && working.compareAndSet(false, true));
  }

  private void step() {
    DTLSTransport current = association;
    if (closing) {
      end(current);
    } else if (current == null) {
      handshake();
    } else {
      drain(current);
    }
  }

  private void handshake() {
    handshaking = Thread.currentThread();
    inbox.begin();
    try {
      association = new DTLSServerProtocol().accept(server, inbox);
    } catch (IOException e) {
      ended = true;
      if (e.getCause() instanceof RuntimeException bug) {
        listener.broken(bug);
      } else if (!closing) {
        listener.failed(reason(e));
      }
      return;
    } finally {
      handshaking = null;
      Thread.interrupted(); // close() may have come between the last wait and here
    }
    inbox.established();
    DtlsKeys keys = server.keys();
    if (keys == null) {
      throw new IllegalStateException("a handshake completes with keys");
    }
    listener.established(keys);
  }

  private void drain(DTLSTransport current) {
    byte[] applicationData = new byte[inbox.getReceiveLimit()]; // nobody's; there is no SCTP here
    try {
      while (!inbox.isEmpty() && !inbox.isClosed()) {
        current.receive(applicationData, 0, applicationData.length, POLL_MILLIS);
      }
    } catch (IOException e) {
      ended = !closing; // else it was close() that woke us, and its farewell is still to be said
    }
    inbox.settle();
    if (inbox.isClosed()) {
      ended = true;
    }
    if (ended) {
      listener.closedByPeer();
    }
  }

  private void end(@Nullable DTLSTransport current) {
    ended = true;
    if (current == null) {
      return;
    }
    try {
      current.close();
    } catch (IOException e) {
      // The peer hears nothing of our leaving, which it has to bear anyway.
    }
  }

  private DtlsFailure reason(IOException e) {
    DtlsFailure refusal = server.refusal();
    if (refusal != null) {
      return refusal;
    }
    return e instanceof TlsTimeoutException ? DtlsFailure.TIMEOUT : DtlsFailure.PROTOCOL;
  }
}
