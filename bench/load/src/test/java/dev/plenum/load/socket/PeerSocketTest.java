package dev.plenum.load.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeerSocketTest {
  private static final byte[] HELLO = {1, 2, 3};
  private static final int TRIES = 1_000_000;

  private final DatagramVector incoming = new DatagramVector();
  private final byte[] datagram = new byte[DatagramVector.DATAGRAM_BYTES];
  private DatagramSocket server;
  private PeerSocket socket;

  @BeforeEach
  void open() throws Exception {
    server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    socket = PeerSocket.connect((InetSocketAddress) server.getLocalSocketAddress());
  }

  @AfterEach
  void close() {
    socket.close();
    server.close();
  }

  @Test
  void shouldReceiveInBatches() throws Exception {
    DatagramPacket request = greet();
    for (int length = 1; length <= 5; length++) {
      server.send(new DatagramPacket(new byte[length], length, request.getSocketAddress()));
    }

    int count = 0;
    for (int i = 0; i < TRIES && count < 5; i++) {
      int came = socket.receive(incoming);
      for (int k = 0; k < came; k++) {
        count++;
        assertThat(incoming.copy(k, datagram)).isEqualTo(count);
      }
    }
    assertThat(count).isEqualTo(5);
  }

  @Test
  void shouldTellWhenADatagramArrived() throws Exception {
    DatagramPacket request = greet();
    long beforeNanos = epochNanos();
    server.send(new DatagramPacket(HELLO, HELLO.length, request.getSocketAddress()));
    int came = 0;
    for (int i = 0; i < TRIES && came == 0; i++) {
      came = socket.receive(incoming);
    }

    assertThat(came).isEqualTo(1);
    assertThat(incoming.arrivedNanos(0)).isBetween(beforeNanos, epochNanos());
  }

  @Test
  void shouldReceiveNothingWhereNothingCame() {
    assertThat(socket.receive(incoming)).isZero();
  }

  @Test
  void shouldBearAServerThatIsGone() {
    server.close();
    OutgoingDatagram hello = new OutgoingDatagram();
    for (int i = 0; i < 3; i++) {
      socket.send(hello.fill(HELLO, 0, HELLO.length));

      assertThat(socket.receive(incoming)).isZero();
    }
  }

  private DatagramPacket greet() throws Exception {
    socket.send(new OutgoingDatagram().fill(HELLO, 0, HELLO.length));
    DatagramPacket request = new DatagramPacket(new byte[9], 9);
    server.receive(request);
    assertThat(Arrays.copyOf(request.getData(), request.getLength())).isEqualTo(HELLO);
    return request;
  }

  private static long epochNanos() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }
}
