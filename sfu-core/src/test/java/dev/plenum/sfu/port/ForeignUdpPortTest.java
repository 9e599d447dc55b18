package dev.plenum.sfu.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
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
  private static final int DATAGRAMS_PER_TURN = 50;
  private static final int MORE_THAN_THE_BUFFER = 10_000;
  private static final int SMALLEST_OBJECT_BYTES = 8;
  private static final int SOL_SOCKET = 1;
  private static final int SO_NO_CHECK = 11;

  private final DatagramBatch batch = new DatagramBatch();
  private final byte[] datagram = new byte[1_100];

  @Override
  UdpPort open(@Nullable InetAddress bindAddress, int port) throws IOException {
    return ForeignUdpPort.open(bindAddress, port);
  }

  @Test
  void shouldBeWhatLinuxGets() throws IOException {
    try (UdpPort port = UdpPorts.open(null, 0)) {
      assertThat(port).isInstanceOf(ForeignUdpPort.class);
      assertThat(port.name()).startsWith("recvmmsg");
    }
  }

  @Test
  void shouldCarryManyDatagramsThereAndBack() throws IOException {
    try (UdpPort here = open(null, 0);
        UdpPort there = open(null, 0)) {
      long returned = roundTrips(here, loopback(here), there, loopback(there), 2_000);
      assertThat(returned).isEqualTo(2_000 * DATAGRAMS_PER_TURN);
      assertThat(here.receive(batch) + there.receive(batch)).isZero();
      for (UdpDrop reason : UdpDrop.values()) {
        assertThat(here.drops(reason) + there.drops(reason)).as(reason.name()).isZero();
      }
    }
  }

  /**
   * The JDK slices the memory for errno anew at each call, 40 B that only some compilations of the
   * loop around it save. So this asks for less than the smallest object for each datagram; the
   * first rounds may make more.
   */
  @Test
  void shouldMakeNoGarbagePerDatagram() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (UdpPort here = open(null, 0);
        UdpPort there = open(null, 0)) {
      PeerAddress toHere = loopback(here);
      PeerAddress toThere = loopback(there);
      long leastBytes = Long.MAX_VALUE;
      long datagrams = 0;
      for (int round = 0; round < 100 && leastBytes > 0; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        datagrams = 2 * roundTrips(here, toHere, there, toThere, 200);
        leastBytes = Math.min(leastBytes, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertThat(leastBytes).isLessThan(SMALLEST_OBJECT_BYTES * datagrams);
    }
  }

  /** The kernel parts no runs of datagrams that are to have no checksum. */
  @Test
  void shouldSendOneByOneWhatTheKernelRefusesAsARun() throws IOException {
    Arena arena = Arena.ofShared();
    LinuxSocket socket = LinuxSocket.open(arena, null, 0);
    int result =
        LinuxCalls.setsockopt(
            LinuxCalls.allocateErrno(arena),
            socket.fd(),
            SOL_SOCKET,
            SO_NO_CHECK,
            arena.allocateFrom(ValueLayout.JAVA_INT, 1),
            Integer.BYTES);
    assertThat(result).isZero();
    try (ForeignUdpPort here = new ForeignUdpPort(arena, socket);
        UdpPort there = open(null, 0)) {
      assertThat(here.isJoining()).isTrue();
      long returned = roundTrips(here, loopback(here), there, loopback(there), 200);
      assertThat(returned).isEqualTo(200 * DATAGRAMS_PER_TURN);
      assertThat(here.isJoining()).isFalse();
      for (UdpDrop reason : UdpDrop.values()) {
        assertThat(here.drops(reason)).as(reason.name()).isZero();
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

  /** Each turn of datagrams is back before the next leaves, so nothing can overflow on the way. */
  private long roundTrips(
      UdpPort here, PeerAddress toHere, UdpPort there, PeerAddress toThere, int turns) {
    long returned = 0;
    for (int turn = 0; turn < turns; turn++) {
      for (int i = 0; i < DATAGRAMS_PER_TURN; i++) {
        here.send(toThere, datagram, 0, datagram.length);
      }
      here.flush();
      for (int echoed = 0; echoed < DATAGRAMS_PER_TURN; ) {
        echoed += echo(there, toHere);
      }
      long expected = returned + DATAGRAMS_PER_TURN;
      while (returned < expected) {
        returned += receive(here);
      }
    }
    return returned;
  }

  private int echo(UdpPort port, PeerAddress to) {
    int filled = receive(port);
    for (int i = 0; i < filled; i++) {
      port.send(to, batch.bytes(i), 0, batch.length(i));
    }
    port.flush();
    return filled;
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
