package dev.plenum.sfu.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.sfu.counters.MediaCounters;
import dev.plenum.sfu.port.IceTcpInbox;
import dev.plenum.sfu.port.UdpPort;
import dev.plenum.sfu.port.UdpPorts;
import dev.plenum.sfu.transport.PacingTurns;
import dev.plenum.sfu.transport.PacketDemux;
import java.net.InetAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ShardLoopTest {

  private final MediaCounters counters = new MediaCounters();

  @Test
  void shouldKeepRoomForMutesAndEndsWhenNewWorkIsRefused() throws Exception {
    ShardLoop loop = loop();
    AtomicInteger run = new AtomicInteger();
    int taken = 0;
    while (loop.post(run::incrementAndGet)) {
      taken++;
    }
    CountDownLatch done = new CountDownLatch(1);
    assertThat(loop.postReserved(done::countDown)).isTrue();
    assertThat(counters.refusedCommands()).isEqualTo(1);

    loop.start();
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(run).hasValue(taken);
    loop.close(System.nanoTime() + TimeUnit.SECONDS.toNanos(5));
  }

  @Test
  void shouldGoOnAfterACommandThatThrows() throws Exception {
    ShardLoop loop = loop();
    CountDownLatch done = new CountDownLatch(1);
    loop.post(
        () -> {
          throw new IllegalStateException("a bug, made by this test");
        });
    loop.post(done::countDown);
    loop.start();
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    loop.close(System.nanoTime() + TimeUnit.SECONDS.toNanos(5));
  }

  private ShardLoop loop() throws Exception {
    UdpPort port = UdpPorts.open(InetAddress.getLoopbackAddress(), 0);
    return new ShardLoop(
        0,
        port,
        new LoopSink(port, null),
        new IceTcpInbox(port::wake),
        new PacketDemux(counters),
        new PacingTurns(),
        counters);
  }
}
