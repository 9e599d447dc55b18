package dev.plenum.bench;

import dev.plenum.sfu.port.DatagramBatch;
import dev.plenum.sfu.port.PeerAddress;
import dev.plenum.sfu.port.UdpPort;
import dev.plenum.sfu.port.UdpPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Station 1, the way in: what it costs to take a datagram of 1,100 bytes from the kernel. Another
 * socket of this process has just sent it, which is in the score, the same for both. The baseline
 * is the JDK's channel.
 */
public class Reception extends Microbenchmark {

  private static final int DATAGRAM_BYTES = 1_100;

  @Param({Sending.CHANNEL, Sending.FOREIGN})
  public String port = Sending.FOREIGN;

  private final DatagramBatch batch = new DatagramBatch();
  private final byte[] datagram = new byte[DATAGRAM_BYTES];

  @SuppressWarnings("NullAway.Init")
  private UdpPort sender;

  @SuppressWarnings("NullAway.Init")
  private UdpPort receiver;

  @SuppressWarnings("NullAway.Init")
  private PeerAddress to;

  @Setup
  public void open() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    sender = UdpPorts.open(here, 0);
    receiver =
        port.equals(Sending.CHANNEL) ? UdpPorts.openChannel(here, 0) : UdpPorts.open(here, 0);
    to = PeerAddress.of(new InetSocketAddress(here, receiver.localPort()));
  }

  @TearDown
  public void close() {
    sender.close();
    receiver.close();
  }

  @Benchmark
  @OperationsPerInvocation(DatagramBatch.CAPACITY)
  public int receive() {
    for (int i = 0; i < DatagramBatch.CAPACITY; i++) {
      sender.send(to, datagram, 0, DATAGRAM_BYTES);
    }
    sender.flush();
    int received = receiver.receive(batch);
    if (received != DatagramBatch.CAPACITY) {
      throw new IllegalStateException(received + " datagrams have come");
    }
    return received;
  }
}
