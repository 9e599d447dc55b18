package dev.plenum.sfu.dtls;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams on their way between the shard loop, which puts them in, and the virtual thread on
 * which Bouncy Castle takes them out; and flight by flight to the sink the other way.
 */
final class DtlsInbox implements DatagramTransport {
  /** Two flights of the longest handshake that clients make. */
  private static final int MAX_DATAGRAMS = 16;

  private static final int RECEIVE_LIMIT_BYTES = 2048;

  /** What passes every path that carries media; the handshake has no path MTU discovery. */
  private static final int SEND_LIMIT_BYTES = 1200;

  private final ArrayBlockingQueue<byte[]> datagrams = new ArrayBlockingQueue<>(MAX_DATAGRAMS);
  private final DtlsFlight flight;
  private final DtlsGate.Turns turns;
  private final AtomicLong unused = new AtomicLong();
  private volatile boolean closed;

  // These three belong to the virtual thread.
  private final HandshakeDeadline deadline = new HandshakeDeadline();

  private boolean isEstablished;

  /** A datagram was taken out and has had no effect so far. */
  private boolean isIdle;

  DtlsInbox(DtlsSink sink, DtlsGate.Turns turns) {
    this.flight = new DtlsFlight(sink, SEND_LIMIT_BYTES);
    this.turns = turns;
  }

  /** Copies a datagram in; false if there is no room. */
  boolean put(byte[] bytes, int offset, int length) {
    return datagrams.offer(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  boolean isEmpty() {
    return datagrams.isEmpty();
  }

  /**
   * How many datagrams had no effect, since this was last asked; from any thread. Bouncy Castle
   * says nothing of a record that it drops, so one counts as used when it was answered or ended the
   * association, or when the handshake had still to come.
   */
  long takeUnused() {
    return unused.get() == 0 ? 0 : unused.getAndSet(0);
  }

  /** The datagram taken last can have no more effect. */
  void settle() {
    if (isIdle && !closed) {
      unused.getAndIncrement();
    }
    isIdle = false;
  }

  /** The handshake begins. */
  void begin() {
    deadline.begin(System.nanoTime());
  }

  /** What is taken from now on belongs to no handshake. */
  void established() {
    isEstablished = true;
    sendFlight();
  }

  /** Nothing more is to be sent for now. */
  void sendFlight() {
    flight.leave();
  }

  /** Whether Bouncy Castle considers the association as ended. */
  boolean isClosed() {
    return closed;
  }

  @Override
  public int getReceiveLimit() {
    return RECEIVE_LIMIT_BYTES;
  }

  @Override
  public int getSendLimit() {
    return SEND_LIMIT_BYTES;
  }

  /**
   * Leaves the gate to others while it waits.
   *
   * @param waitMillis 0 for as long as the handshake may last
   */
  @Override
  public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
    settle();
    sendFlight();
    byte[] datagram = take(waitMillis == 0 ? Long.MAX_VALUE : MILLISECONDS.toNanos(waitMillis));
    if (datagram == null) {
      return -1;
    }
    isIdle = isEstablished;
    int received = Math.min(length, datagram.length);
    System.arraycopy(datagram, 0, buffer, offset, received);
    return received;
  }

  private byte @Nullable [] take(long waitNanos) throws IOException {
    long patienceNanos = isEstablished ? waitNanos : deadline.remainingNanos(System.nanoTime());
    if (patienceNanos <= 0) {
      throw new TlsTimeoutException("the handshake takes too long");
    }
    turns.end();
    try {
      return datagrams.poll(Math.min(waitNanos, patienceNanos), NANOSECONDS);
    } catch (InterruptedException e) {
      throw new InterruptedIOException("closed");
    } finally {
      long fromNanos = System.nanoTime();
      turns.begin();
      deadline.extend(System.nanoTime() - fromNanos);
    }
  }

  @Override
  public void send(byte[] bytes, int offset, int length) {
    isIdle = false;
    flight.add(bytes, offset, length);
  }

  @Override
  public void close() {
    closed = true;
  }
}
