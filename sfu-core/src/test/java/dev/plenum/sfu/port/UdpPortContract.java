package dev.plenum.sfu.port;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link UdpPort} does, over the loopback interface. */
@Timeout(30)
abstract class UdpPortContract {
  /** So long that a test which needs it fails by its time limit. */
  private static final long FOREVER_NANOS = TimeUnit.HOURS.toNanos(1);

  private static final int MORE_THAN_A_BATCH = 100_000;

  private final DatagramBatch batch = new DatagramBatch();
  private UdpPort port;
  private UdpPort other;

  abstract UdpPort open(@Nullable InetAddress bindAddress, int port) throws IOException;

  @BeforeEach
  void openPorts() throws IOException {
    port = open(null, 0);
    other = open(null, 0);
  }

  @AfterEach
  void closePorts() {
    port.close();
    other.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void shouldExchangeDatagramsWithAnotherSocket(String loopback) throws IOException {
    assumeHasAddress(loopback);
    try (DatagramSocket peer = new DatagramSocket(0, InetAddress.getByName(loopback))) {
      byte[] question = "question".getBytes(US_ASCII);
      peer.send(
          new DatagramPacket(
              question, question.length, InetAddress.getByName(loopback), port.localPort()));

      List<Received> received = receive(port, 1);
      assertThat(received)
          .containsExactly(
              new Received(
                  "question", PeerAddress.of(socketAddress(loopback, peer.getLocalPort()))));

      port.send(received.getFirst().from(), ">answer<".getBytes(US_ASCII), 1, 6);
      port.flush();
      DatagramPacket answer = new DatagramPacket(new byte[100], 100);
      peer.receive(answer);
      assertThat(new String(answer.getData(), 0, answer.getLength(), US_ASCII)).isEqualTo("answer");
      assertThat(answer.getSocketAddress()).isEqualTo(socketAddress(loopback, port.localPort()));
    }
  }

  @Test
  void shouldReturnNothingWhenNothingCame() {
    assertThat(port.receive(batch)).isZero();
  }

  @Test
  void shouldKeepOrderAndContentOverSeveralBatches() throws IOException {
    int count = 3 * DatagramBatch.CAPACITY + 7;
    for (int i = 0; i < count; i++) {
      send("number " + i);
    }
    other.flush();

    List<Received> received = receive(port, count);
    for (int i = 0; i < count; i++) {
      assertThat(received.get(i).text()).isEqualTo("number " + i);
    }
    assertThat(port.receive(batch)).isZero();
  }

  @Test
  void shouldSendAFullBatchWithoutFlush() {
    int sent = 0;
    while (port.receive(batch) == 0) {
      send("full");
      sent++;
      assertThat(sent).isLessThan(MORE_THAN_A_BATCH);
    }
  }

  @Test
  void shouldCopyWhatIsSentAtOnce() throws IOException {
    byte[] bytes = "before".getBytes(US_ASCII);
    other.send(addressOf(port), bytes, 0, bytes.length);
    System.arraycopy("after!".getBytes(US_ASCII), 0, bytes, 0, bytes.length);
    other.flush();
    assertThat(receive(port, 1).getFirst().text()).isEqualTo("before");
  }

  @Test
  void shouldCarryEmptyAndLongestDatagrams() throws IOException {
    send("");
    send("x".repeat(DatagramBatch.DATAGRAM_BYTES));
    other.flush();
    assertThat(receive(port, 2))
        .extracting(received -> received.text().length())
        .containsExactly(0, DatagramBatch.DATAGRAM_BYTES);
    assertThat(port.drops(UdpDrop.RECEIVE_TRUNCATED)).isZero();
  }

  /** However a port joins datagrams on their way out, each arrives as it was, in order. */
  @Test
  void shouldKeepLengthsAndPeersApart() throws IOException {
    Random random = new Random(5);
    int[] lengths = {0, 1, 99, 100, 100, 100, 100, 101, 1_200, 1_200, 1_200};
    List<String> toPort = new ArrayList<>();
    List<String> toThird = new ArrayList<>();
    try (UdpPort third = open(null, 0)) {
      for (int i = 0; i < 2_000; i++) {
        boolean isForThird = random.nextInt(8) == 0;
        int length = lengths[random.nextInt(lengths.length)];
        String text = (i + " ").repeat(1_200).substring(0, length);
        byte[] bytes = text.getBytes(US_ASCII);
        other.send(addressOf(isForThird ? third : port), bytes, 0, length);
        (isForThird ? toThird : toPort).add(text);
      }
      other.flush();
      assertThat(receive(port, toPort.size())).extracting(Received::text).isEqualTo(toPort);
      assertThat(receive(third, toThird.size())).extracting(Received::text).isEqualTo(toThird);
    }
  }

  @Test
  void shouldDropAndCountWhatIsLongerThanASlot() throws IOException {
    try (DatagramSocket peer = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      byte[] bytes = new byte[DatagramBatch.DATAGRAM_BYTES + 1];
      peer.send(
          new DatagramPacket(
              bytes, bytes.length, InetAddress.getLoopbackAddress(), port.localPort()));
      bytes[0] = 'k';
      peer.send(new DatagramPacket(bytes, 1, InetAddress.getLoopbackAddress(), port.localPort()));
    }
    assertThat(receive(port, 1)).extracting(Received::text).containsExactly("k");
    assertThat(port.drops(UdpDrop.RECEIVE_TRUNCATED)).isOne();
  }

  @Test
  void shouldSkipAndCountAFailedDatagramWithinABatch() throws IOException {
    send("first");
    PeerAddress nowhere = new PeerAddress(addressOf(port).high(), addressOf(port).low(), 0);
    other.send(nowhere, new byte[1], 0, 1);
    other.send(nowhere, new byte[1], 0, 1);
    send("last");
    other.flush();
    assertThat(receive(port, 2)).extracting(Received::text).containsExactly("first", "last");
    assertThat(other.drops(UdpDrop.SEND_FAILED)).isEqualTo(2);
  }

  @Test
  void shouldRefuseWhatCannotBeADatagram() {
    byte[] bytes = new byte[DatagramBatch.DATAGRAM_BYTES + 1];
    PeerAddress to = addressOf(port);
    assertThatThrownBy(() -> other.send(to, bytes, 0, bytes.length))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> other.send(to, bytes, 2, bytes.length - 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> other.send(to, bytes, 0, -1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> other.send(PeerAddress.tcp(1), bytes, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldNameThePortThatIsTaken() {
    assertThatThrownBy(() -> open(null, port.localPort()))
        .isInstanceOf(BindException.class)
        .hasMessage("UDP port %d: Address already in use", port.localPort());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void shouldBindToOneAddress(String loopback) throws IOException {
    assumeHasAddress(loopback);
    try (UdpPort bound = open(InetAddress.getByName(loopback), 0)) {
      byte[] bytes = {'b'};
      other.send(PeerAddress.of(socketAddress(loopback, bound.localPort())), bytes, 0, 1);
      other.flush();
      assertThat(receive(bound, 1)).extracting(Received::text).containsExactly("b");
    }
  }

  @Test
  void shouldNameThePortWhoseAddressIsNotOurs() {
    assertThatThrownBy(() -> open(InetAddress.getByName("192.0.2.1"), 17))
        .isInstanceOf(BindException.class)
        .hasMessage("UDP port 17: Cannot assign requested address");
  }

  @Test
  void shouldWakeFromAnotherThread() throws InterruptedException {
    CountDownLatch awoken = new CountDownLatch(1);
    Thread loop =
        Thread.ofPlatform()
            .start(
                () -> {
                  port.await(FOREVER_NANOS);
                  awoken.countDown();
                });
    port.wake();
    awoken.await();
    loop.join();
  }

  @Test
  void shouldRememberAWakeThatCameBefore() {
    port.wake();
    port.wake();
    port.await(FOREVER_NANOS);
  }

  @Test
  void shouldNotBlockWithoutTime() {
    port.await(0);
    port.await(-1);
  }

  /** Each of many rounds would hang if one wake were lost. */
  @Test
  void shouldNotLoseAWake() throws InterruptedException {
    int rounds = 20_000;
    AtomicBoolean posted = new AtomicBoolean();
    CountDownLatch done = new CountDownLatch(1);
    Thread loop =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int round = 0; round < rounds; round++) {
                    while (!posted.compareAndSet(true, false)) {
                      port.await(FOREVER_NANOS);
                    }
                  }
                  done.countDown();
                });
    for (int round = 0; round < rounds; round++) {
      while (posted.get()) {
        Thread.onSpinWait();
      }
      posted.set(true);
      port.wake();
    }
    done.await();
    loop.join();
  }

  @Test
  void shouldStayQuietWhenWokenOrClosedAfterClose() {
    port.close();
    port.wake();
    port.close();
  }

  @Test
  void shouldRefuseToReceiveOnceClosed() {
    port.close();
    assertThatThrownBy(() -> port.receive(batch)).isInstanceOf(IllegalStateException.class);
  }

  /** A container may be without IPv6. */
  static void assumeHasAddress(String address) throws IOException {
    assumeThat(NetworkInterface.getByInetAddress(InetAddress.getByName(address))).isNotNull();
  }

  private void send(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    other.send(addressOf(port), bytes, 0, bytes.length);
  }

  private List<Received> receive(UdpPort from, int count) {
    List<Received> received = new ArrayList<>();
    while (received.size() < count) {
      from.await(FOREVER_NANOS);
      int filled = from.receive(batch);
      for (int i = 0; i < filled; i++) {
        received.add(
            new Received(
                new String(batch.bytes(i), 0, batch.length(i), US_ASCII), batch.address(i)));
      }
    }
    return received;
  }

  private static PeerAddress addressOf(UdpPort port) {
    return PeerAddress.of(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port.localPort()));
  }

  private static InetSocketAddress socketAddress(String address, int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByName(address), port);
  }

  private record Received(String text, PeerAddress from) {}
}
