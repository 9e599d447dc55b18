package dev.plenum.sfu.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ForeignUdpPortTest extends UdpPortContract {
  private static final long FOREVER_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final int DATAGRAMS = 100_000;
  private static final int DATAGRAM_BYTES = 1_100;
  private static final int MORE_THAN_THE_BUFFER = 10_000;

  private final DatagramBatch batch = new DatagramBatch();

  @Override
  UdpPort open(@Nullable InetAddress bindAddress, int port) throws IOException {
    return ForeignUdpPort.open(bindAddress, port);
  }

  @Test
  void shouldBeWhatLinuxGets() throws IOException {
    try (UdpPort port = UdpPorts.open(null, 0)) {
      assertThat(port).isInstanceOf(ForeignUdpPort.class);
      assertThat(port.name()).isEqualTo("recvmmsg");
    }
  }

  /**
   * A turn of datagrams goes there and back before the next, so nothing can overflow on the way.
   */
  @Test
  void shouldCarryManyDatagramsThereAndBackWithoutGarbage() throws IOException {
    try (UdpPort here = open(null, 0);
        UdpPort there = open(null, 0)) {
      roundTrips(here, there, DATAGRAMS, 4);

      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      long returned = roundTrips(here, there, DATAGRAMS, 50);
      long allocatedBytes = threads.getCurrentThreadAllocatedBytes() - before;

      assertThat(returned).isEqualTo(DATAGRAMS);
      assertThat((double) allocatedBytes / DATAGRAMS).isLessThan(0.1);
      for (UdpDrop reason : UdpDrop.values()) {
        assertThat(here.drops(reason) + there.drops(reason)).as(reason.name()).isZero();
      }
    }
  }

  @Test
  void shouldCountWhatTheKernelDropped() throws IOException {
    try (UdpPort here = open(null, 0);
        UdpPort there = open(null, 0)) {
      PeerAddress to = loopback(there);
      byte[] bytes = new byte[DatagramBatch.DATAGRAM_BYTES];
      for (int i = 0; i < MORE_THAN_THE_BUFFER; i++) {
        here.send(to, bytes, 0, bytes.length);
      }
      here.flush();
      long received = drain(there);
      assertThat(received).isLessThan(MORE_THAN_THE_BUFFER);

      // The count comes with the first datagram that arrives after the drops.
      here.send(to, bytes, 0, 1);
      here.flush();
      received += drain(there);
      assertThat(there.drops(UdpDrop.RECEIVE_OVERFLOW))
          .isEqualTo(MORE_THAN_THE_BUFFER + 1 - received);
    }
  }

  private long roundTrips(UdpPort here, UdpPort there, int datagrams, int datagramsPerTurn) {
    PeerAddress to = loopback(there);
    PeerAddress back = loopback(here);
    byte[] bytes = new byte[DATAGRAM_BYTES];
    long returned = 0;
    while (returned < datagrams) {
      for (int i = 0; i < datagramsPerTurn; i++) {
        here.send(to, bytes, 0, bytes.length);
      }
      here.flush();
      echo(there, back, datagramsPerTurn);
      for (int i = 0; i < datagramsPerTurn; ) {
        i += receive(here);
      }
      returned += datagramsPerTurn;
    }
    return returned;
  }

  private void echo(UdpPort port, PeerAddress to, int datagrams) {
    int echoed = 0;
    while (echoed < datagrams) {
      int filled = receive(port);
      for (int i = 0; i < filled; i++) {
        port.send(to, batch.bytes(i), 0, batch.length(i));
      }
      echoed += filled;
    }
    port.flush();
  }

  private int receive(UdpPort port) {
    port.await(FOREVER_NANOS);
    return port.receive(batch);
  }

  private long drain(UdpPort port) {
    long drained = 0;
    for (int filled = port.receive(batch); filled > 0; filled = port.receive(batch)) {
      drained += filled;
    }
    return drained;
  }

  private static PeerAddress loopback(UdpPort port) {
    return PeerAddress.of(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port.localPort()));
  }
}
