package dev.plenum.load;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DatagramTransport;

/** DTLS records between the {@link MediaLoop}, which receives them, and a handshake's thread. */
final class HandshakeDatagrams implements DatagramTransport {
  private static final int RECEIVE_LIMIT_BYTES = 2048;
  private static final int SEND_LIMIT_BYTES = 1200;

  private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
  private final DatagramChannel channel;

  HandshakeDatagrams(DatagramChannel channel) {
    this.channel = channel;
  }

  void put(byte[] bytes, int length) {
    received.add(Arrays.copyOf(bytes, length));
  }

  @Override
  public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
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
  public void send(byte[] buffer, int offset, int length) throws IOException {
    channel.write(ByteBuffer.wrap(buffer, offset, length));
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
    // The channel is the transport's.
  }
}
