package dev.plenum.sfu.port;

import static dev.plenum.sfu.port.BindingRequests.framed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class IceTcpServerTest {
  private static final int CONNECTIONS = 3;
  private static final int READ_MILLIS = 10_000;
  private static final int OUTGOING_BYTES = 64 << 10;

  private final Semaphore arrivals = new Semaphore(0);
  private final DatagramBatch batch = new DatagramBatch();
  private final IceTcpInbox alice = new IceTcpInbox(arrivals::release);
  private final IceTcpInbox bob = new IceTcpInbox(arrivals::release);
  private IceTcpServer server;

  @BeforeEach
  void openServer() throws IOException {
    IceTcpLimits limits =
        new IceTcpLimits(
            CONNECTIONS,
            OUTGOING_BYTES,
            IceTcpLimits.DEFAULT.firstFrameTimeout(),
            IceTcpLimits.DEFAULT.idleTimeout());
    server =
        IceTcpServer.open(
            null,
            0,
            limits,
            ufrag ->
                switch (ufrag) {
                  case "alice" -> alice;
                  case "bobby" -> bob;
                  default -> null;
                });
  }

  @AfterEach
  void closeServer() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void shouldExchangeFramesWithAPeer(String loopback) throws Exception {
    UdpPortContract.assumeHasAddress(loopback);
    try (Socket peer = new Socket(InetAddress.getByName(loopback), server.localPort())) {
      PeerAddress address = greet(peer, "alice:peer", alice);
      assertThat(address.isTcp()).isTrue();

      server.send(address, new byte[] {9, 1, 2, 9}, 1, 2);
      server.send(address, new byte[DatagramBatch.DATAGRAM_BYTES], 0, 2048);
      server.flush();
      DataInputStream in = new DataInputStream(peer.getInputStream());
      assertThat(in.readUnsignedShort()).isEqualTo(2);
      assertThat(in.readNBytes(2)).containsExactly(1, 2);
      assertThat(in.readUnsignedShort()).isEqualTo(2048);
      assertThat(in.readNBytes(2048)).containsOnly(0);
    }
  }

  @Test
  void shouldBringEachConnectionToTheInboxOfItsUfrag() throws Exception {
    try (Socket one = connect();
        Socket two = connect()) {
      PeerAddress first = greet(one, "alice:peer", alice);
      PeerAddress second = greet(two, "bobby:peer", bob);
      assertThat(first).isNotEqualTo(second);

      server.send(second, new byte[] {2}, 0, 1);
      server.send(first, new byte[] {1}, 0, 1);
      assertThat(one.getInputStream().readNBytes(3)).containsExactly(0, 1, 1);
      assertThat(two.getInputStream().readNBytes(3)).containsExactly(0, 1, 2);
    }
  }

  @Test
  void shouldCloseAConnectionForNobodyHere() throws IOException {
    try (Socket peer = connect()) {
      peer.getOutputStream().write(framed(BindingRequests.withUsername("nobody:peer")));
      assertThat(peer.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(server.drops(IceTcpDrop.FIRST_FRAME_UNKNOWN)).isOne();
  }

  @Test
  void shouldCloseConnectionsAboveTheLimit() throws Exception {
    Socket[] peers = new Socket[CONNECTIONS];
    for (int i = 0; i < CONNECTIONS; i++) {
      peers[i] = connect();
      greet(peers[i], "alice:peer", alice);
    }
    try (Socket tooMany = connect()) {
      assertThat(tooMany.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(server.drops(IceTcpDrop.CONNECTION_LIMIT)).isOne();

    peers[0].close();
    awaitConnections(CONNECTIONS - 1);
    try (Socket next = connect()) {
      greet(next, "bobby:peer", bob);
    }
    for (Socket peer : peers) {
      peer.close();
    }
  }

  @Test
  void shouldDropAndCountWhatAPeerDoesNotRead() throws Exception {
    try (Socket peer = connect()) {
      PeerAddress address = greet(peer, "alice:peer", alice);
      byte[] bytes = new byte[DatagramBatch.DATAGRAM_BYTES];
      int sent = 0;
      while (server.drops(IceTcpDrop.SEND_QUEUE_FULL) == 0) {
        Arrays.fill(bytes, (byte) sent);
        server.send(address, bytes, 0, bytes.length);
        assertThat(server.drops(IceTcpDrop.SEND_NO_CONNECTION)).isZero();
        sent++;
      }
      DataInputStream in = new DataInputStream(peer.getInputStream());
      for (int i = 0; i < sent - 1; i++) {
        assertThat(in.readUnsignedShort()).isEqualTo(bytes.length);
        assertThat(in.readNBytes(bytes.length)).containsOnly(i);
      }
    }
  }

  @Test
  void shouldCountWhatIsForAConnectionThatIsGone() throws Exception {
    PeerAddress address;
    try (Socket peer = connect()) {
      address = greet(peer, "alice:peer", alice);
    }
    awaitConnections(0);
    server.send(address, new byte[1], 0, 1);
    server.send(PeerAddress.tcp(77), new byte[1], 0, 1);
    assertThat(server.drops(IceTcpDrop.SEND_NO_CONNECTION)).isEqualTo(2);
  }

  @Test
  void shouldRefuseWhatCannotBeAFrame() throws Exception {
    try (Socket peer = connect()) {
      PeerAddress address = greet(peer, "alice:peer", alice);
      byte[] bytes = new byte[DatagramBatch.DATAGRAM_BYTES + 1];
      assertThatThrownBy(() -> server.send(address, bytes, 0, bytes.length))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> server.send(address, bytes, 2, bytes.length - 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void shouldNameThePortThatIsTaken() {
    assertThatThrownBy(
            () -> IceTcpServer.open(null, server.localPort(), IceTcpLimits.DEFAULT, ufrag -> null))
        .isInstanceOf(BindException.class)
        .hasMessage("TCP port %d: Address already in use", server.localPort());
  }

  @Test
  void shouldEndConnectionsWhenClosed() throws Exception {
    try (Socket peer = connect()) {
      PeerAddress address = greet(peer, "alice:peer", alice);
      server.close();
      assertThat(peer.getInputStream().read()).isEqualTo(-1);
      server.send(address, new byte[1], 0, 1);
      assertThat(server.connections()).isZero();
    }
  }

  private Socket connect() throws IOException {
    Socket peer = new Socket(InetAddress.getLoopbackAddress(), server.localPort());
    peer.setSoTimeout(READ_MILLIS);
    return peer;
  }

  /** Sends a first frame and returns the address under which it comes to {@code inbox}. */
  private PeerAddress greet(Socket peer, String username, IceTcpInbox inbox) throws Exception {
    byte[] request = BindingRequests.withUsername(username);
    peer.getOutputStream().write(framed(request));
    arrivals.acquire();
    assertThat(inbox.drain(batch)).isOne();
    assertThat(Arrays.copyOf(batch.bytes(0), batch.length(0))).isEqualTo(request);
    return batch.address(0);
  }

  private void awaitConnections(int count) {
    while (server.connections() > count) {
      Thread.onSpinWait();
    }
    assertThat(server.connections()).isEqualTo(count);
  }
}
