package dev.plenum.bench;

import dev.plenum.sfu.port.PeerAddress;
import dev.plenum.sfu.port.UdpDrop;
import dev.plenum.sfu.port.UdpPort;
import dev.plenum.sfu.port.UdpPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Station 1, the way out: what it costs to send a datagram of 1,100 bytes, five of them to each of
 * a hundred sockets of this machine, with the kernel's part. A receiver's five leave as a run
 * (UDP_SEGMENT), or each by itself, receiver after receiver. What arrives is dropped by a filter of
 * the receiving socket, so that all that differs is the sender. The baseline is the JDK's channel.
 */
public class Sending extends Microbenchmark {

  static final String CHANNEL = "DatagramChannel";
  static final String FOREIGN = "foreign memory";
  static final String FOREIGN_RUNS = "foreign memory, runs";
  static final String NETTY = "Netty epoll";
  static final String NETTY_RUNS = "Netty epoll, runs";

  private static final int SOCKETS = 100;
  private static final int PACKETS = 5;
  static final int BURST = SOCKETS * PACKETS;

  private static final int DATAGRAM_BYTES = 1_100;

  @Param({CHANNEL, FOREIGN, FOREIGN_RUNS, NETTY_RUNS})
  public String port = FOREIGN_RUNS;

  private final byte[] datagram = new byte[DATAGRAM_BYTES];

  @SuppressWarnings("NullAway.Init")
  private Sinks sinks;

  @SuppressWarnings("NullAway.Init")
  private AutoCloseable sender;

  @SuppressWarnings("NullAway.Init")
  private Runnable burst;

  /** Opens all sockets, and looks whether everything comes where it should. */
  @Setup
  public void open() throws IOException {
    sinks = new Sinks(SOCKETS);
    switch (port) {
      case CHANNEL -> singles(UdpPorts.openChannel(InetAddress.getLoopbackAddress(), 0));
      case FOREIGN -> singles(UdpPorts.open(InetAddress.getLoopbackAddress(), 0));
      case FOREIGN_RUNS -> runs(UdpPorts.open(InetAddress.getLoopbackAddress(), 0));
      case NETTY -> netty(1);
      case NETTY_RUNS -> netty(PACKETS);
      default -> throw new IllegalArgumentException(port);
    }
    burst.run();
    int arrived = sinks.take();
    if (arrived != BURST) {
      throw new IllegalStateException(arrived + " datagrams have come");
    }
    sinks.drop();
  }

  @TearDown
  public void close() throws Exception {
    if (sender instanceof UdpPort udp && udp.drops(UdpDrop.SEND_WOULD_BLOCK) > 0) {
      throw new IllegalStateException("not everything was sent");
    }
    sender.close();
    sinks.close();
  }

  @Benchmark
  @OperationsPerInvocation(BURST)
  public Runnable send() {
    burst.run();
    return burst;
  }

  private PeerAddress[] peers() {
    return sinks.addresses().stream().map(PeerAddress::of).toArray(PeerAddress[]::new);
  }

  private void runs(UdpPort udp) {
    PeerAddress[] peers = peers();
    sender = udp;
    burst =
        () -> {
          for (PeerAddress peer : peers) {
            for (int i = 0; i < PACKETS; i++) {
              udp.send(peer, datagram, 0, DATAGRAM_BYTES);
            }
          }
          udp.flush();
        };
  }

  private void singles(UdpPort udp) {
    PeerAddress[] peers = peers();
    sender = udp;
    burst =
        () -> {
          for (int i = 0; i < PACKETS; i++) {
            for (PeerAddress peer : peers) {
              udp.send(peer, datagram, 0, DATAGRAM_BYTES);
            }
          }
          udp.flush();
        };
  }

  private void netty(int run) {
    List<InetSocketAddress> peers = sinks.addresses();
    NettySender netty = new NettySender();
    sender = netty;
    burst = () -> netty.send(peers, datagram, PACKETS, run);
  }
}
