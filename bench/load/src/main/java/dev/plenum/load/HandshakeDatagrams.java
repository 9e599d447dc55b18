package dev.plenum.load;

import dev.plenum.load.socket.OutgoingDatagram;
import dev.plenum.load.socket.PeerSocket;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DatagramTransport;

/**
 * DTLS records between the {@link MediaLoop}, which receives them, and a handshake's thread. What
 * is sent until something is awaited shares datagrams, as browsers have it.
 */
final class HandshakeDatagrams implements DatagramTransport {
  private static final int RECEIVE_LIMIT_BYTES = 2048;
  private static final int SEND_LIMIT_BYTES = 1200;

  private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
  private final OutgoingDatagram outgoing = new OutgoingDatagram();
  private final byte[] flight = new byte[SEND_LIMIT_BYTES];
  private final PeerSocket socket;
  private int flightBytes;

  HandshakeDatagrams(PeerSocket socket) {
    this.socket = socket;
  }

  void put(byte[] bytes, int length) {
    received.add(Arrays.copyOf(bytes, length));
  }

  @Override
  public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
    sendFlight();
    try {
      byte[] datagram = received.poll(waitMillis, TimeUnit.MILLISECONDS);
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
    if (flightBytes + length > SEND_LIMIT_BYTES) {
      sendFlight();
    }
    System.arraycopy(buffer, offset, flight, flightBytes, length);
    flightBytes += length;
  }

  private void sendFlight() {
    if (flightBytes > 0) {
      socket.send(outgoing.fill(flight, 0, flightBytes));
      flightBytes = 0;
    }
  }

  @Override
  public int getReceiveLimit() {
    return RECEIVE_LIMIT_BYTES;
  }

  @Override
  public int getSendLimit() {
    return SEND_LIMIT_BYTES;
  }

  @Override
  public void close() {
    // The socket is the transport's.
  }
}
