package dev.plenum.load.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.plenum.sfu.port.LinuxCalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteOrder;

/**
 * A UDP socket that is connected to one peer, as each browser has one of its own. It never blocks.
 * One thread receives and closes; each sender brings memory of its own.
 */
public final class PeerSocket implements AutoCloseable {
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int SOCK_DGRAM_NONBLOCK_CLOEXEC = 2 | 0x800 | 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVBUF = 8;
  private static final int SO_TIMESTAMPNS = 35;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int EMFILE = 24;

  /** struct sockaddr_in6, the longer one. */
  private static final int ADDRESS_BYTES = 28;

  private static final int INET_BYTES = 16;
  private static final int PORT = 2;
  private static final ValueLayout.OfShort NETWORK_SHORT =
      JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

  private static final int INET_ADDRESS = 4;
  private static final int INET6_ADDRESS = 8;

  /** Half a second of what somebody with 25 tiles watches. */
  private static final int BUFFER_BYTES = 1 << 20;

  private final int fd;

  private PeerSocket(int fd) {
    this.fd = fd;
  }

  /**
   * @throws SocketException if there is no descriptor left, or no way to the peer
   */
  public static PeerSocket connect(InetSocketAddress peer) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      boolean inet4 = peer.getAddress() instanceof Inet4Address;
      MemorySegment errno = LinuxCalls.allocateErrno(arena);
      int family = inet4 ? AF_INET : AF_INET6;
      int fd = require("socket", LinuxCalls.socket(errno, family, SOCK_DGRAM_NONBLOCK_CLOEXEC, 0));
      MemorySegment address = arena.allocate(ADDRESS_BYTES, Long.BYTES);
      write(address, family, peer);
      require(
          "connect", LinuxCalls.connect(errno, fd, address, inet4 ? INET_BYTES : ADDRESS_BYTES));
      MemorySegment value = arena.allocate(JAVA_INT);
      set(errno, fd, SO_RCVBUF, BUFFER_BYTES, value);
      set(errno, fd, SO_TIMESTAMPNS, 1, value);
      return new PeerSocket(fd);
    }
  }

  private static void write(MemorySegment address, int family, InetSocketAddress peer) {
    byte[] bytes = peer.getAddress().getAddress();
    short port = (short) peer.getPort();
    address.set(JAVA_SHORT, 0, (short) family);
    address.set(NETWORK_SHORT, PORT, port);
    int at = family == AF_INET ? INET_ADDRESS : INET6_ADDRESS;
    MemorySegment.copy(bytes, 0, address, JAVA_BYTE, at, bytes.length);
  }

  private static void set(MemorySegment errno, int fd, int option, int to, MemorySegment value)
      throws SocketException {
    value.set(JAVA_INT, 0, to);
    require(
        "setsockopt", LinuxCalls.setsockopt(errno, fd, SOL_SOCKET, option, value, Integer.BYTES));
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
      MemorySegment address = arena.allocate(ADDRESS_BYTES, Long.BYTES);
      MemorySegment bytes = arena.allocate(JAVA_INT);
      bytes.set(JAVA_INT, 0, ADDRESS_BYTES);
      MemorySegment errno = LinuxCalls.allocateErrno(arena);
      require("getsockname", LinuxCalls.getsockname(errno, fd, address, bytes));
      return Short.toUnsignedInt(address.get(NETWORK_SHORT, PORT));
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
            MSG_DONTWAIT,
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
