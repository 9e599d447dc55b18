package dev.plenum.load.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.plenum.sfu.port.LinuxCalls;
import dev.plenum.sfu.port.PeerAddress;
import dev.plenum.sfu.port.SocketAddressLayout;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.net.SocketException;

/**
 * A UDP socket that is connected to one peer, as each browser has one of its own. It never blocks.
 * One thread receives and closes; each sender brings memory of its own.
 */
public final class PeerSocket implements AutoCloseable {
  private static final int SO_TIMESTAMPNS = 35;
  private static final int EMFILE = 24;

  /** Half a second of what somebody with 25 tiles watches. */
  private static final int BUFFER_BYTES = 1 << 20;

  private final int fd;
  private final SocketAddressLayout addresses;

  private PeerSocket(int fd, SocketAddressLayout addresses) {
    this.fd = fd;
    this.addresses = addresses;
  }

  /**
   * @throws SocketException if there is no descriptor left, or no way to the peer
   */
  public static PeerSocket connect(InetSocketAddress peer) throws IOException {
    PeerAddress to = PeerAddress.of(peer);
    SocketAddressLayout addresses = SocketAddressLayout.of(to);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = LinuxCalls.allocateErrno(arena);
      int fd =
          require("socket", LinuxCalls.socket(errno, addresses.family(), LinuxCalls.DATAGRAMS, 0));
      MemorySegment name = arena.allocate(SocketAddressLayout.MAX_BYTES, Long.BYTES);
      addresses.put(name, 0, to);
      require("connect", LinuxCalls.connect(errno, fd, name, addresses.bytes()));
      MemorySegment value = arena.allocate(JAVA_INT);
      set(errno, fd, LinuxCalls.SO_RCVBUF, BUFFER_BYTES, value);
      set(errno, fd, SO_TIMESTAMPNS, 1, value);
      return new PeerSocket(fd, addresses);
    }
  }

  private static void set(MemorySegment errno, int fd, int option, int to, MemorySegment value)
      throws SocketException {
    value.set(JAVA_INT, 0, to);
    require(
        "setsockopt",
        LinuxCalls.setsockopt(errno, fd, LinuxCalls.SOL_SOCKET, option, value, Integer.BYTES));
  }

  private static int require(String call, int result) throws SocketException {
    if (result == -EMFILE) {
      throw new SocketException("too many open files: raise ulimit -n");
    }
    if (result < 0) {
      throw new SocketException(call + ": error " + -result);
    }
    return result;
  }

  /** The port from which it sends. */
  public int localPort() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(SocketAddressLayout.MAX_BYTES, Long.BYTES);
      MemorySegment bytes = arena.allocate(JAVA_INT);
      bytes.set(JAVA_INT, 0, SocketAddressLayout.MAX_BYTES);
      MemorySegment errno = LinuxCalls.allocateErrno(arena);
      require("getsockname", LinuxCalls.getsockname(errno, fd, name, bytes));
      return addresses.port(name, 0);
    }
  }

  /**
   * Takes what has come.
   *
   * @return how many datagrams, 0 also while the peer refuses ours
   */
  public int receive(DatagramVector into) {
    int count =
        LinuxCalls.recvmmsg(
            into.errno,
            fd,
            into.messages,
            DatagramVector.CAPACITY,
            LinuxCalls.MSG_DONTWAIT,
            MemorySegment.NULL);
    if (count > 0) {
      into.expect(count);
    }
    return Math.max(0, count);
  }

  /** Sends one datagram; what the socket does not take is lost, as on any network. */
  public void send(OutgoingDatagram datagram) {
    LinuxCalls.write(datagram.errno, fd, datagram.bytes, datagram.length);
  }

  @Override
  public void close() {
    try (Arena arena = Arena.ofConfined()) {
      LinuxCalls.close(LinuxCalls.allocateErrno(arena), fd);
    }
  }
}
