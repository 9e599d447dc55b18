package dev.plenum.sfu.port;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owned by a {@link ForeignUdpPort}: a bound, non-blocking UDP descriptor.
 *
 * <p>It serves IPv6 and IPv4 where the kernel has IPv6, else IPv4 alone.
 */
final class LinuxSocket implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LinuxSocket.class);

  private static final int SO_SNDBUF = 7;
  private static final int SO_SNDBUFFORCE = 32;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int SO_RXQ_OVFL = 40;
  static final int SOL_UDP = 17;
  static final int UDP_SEGMENT = 103;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_V6ONLY = 26;

  /**
   * Asked of the kernel in each direction: 30 ms of 1 Gbit/s, the longest stall that we mean to
   * bridge.
   */
  private static final int BUFFER_BYTES = 4 << 20;

  private final int fd;
  private final SocketAddressLayout addresses;
  private final MemorySegment errno;
  private final MemorySegment option;
  private final MemorySegment optionBytes;

  private LinuxSocket(Arena arena, MemorySegment errno, int fd, SocketAddressLayout addresses) {
    this.errno = errno;
    this.fd = fd;
    this.addresses = addresses;
    option = arena.allocate(JAVA_INT);
    optionBytes = arena.allocate(JAVA_INT);
  }

  /**
   * @throws BindException if the address or port cannot be had; the message names the port
   */
  static LinuxSocket open(Arena arena, @Nullable InetAddress bindAddress, int port)
      throws IOException {
    MemorySegment errno = LinuxCalls.allocateErrno(arena);
    SocketAddressLayout addresses = SocketAddressLayout.INET6;
    int fd = LinuxCalls.socket(errno, addresses.family(), LinuxCalls.DATAGRAMS, 0);
    if (fd == -Errno.EAFNOSUPPORT) {
      addresses = SocketAddressLayout.INET;
      fd = LinuxCalls.socket(errno, addresses.family(), LinuxCalls.DATAGRAMS, 0);
    }
    if (fd < 0) {
      throw new SocketException("UDP port " + port + ": " + Errno.text(-fd));
    }
    LinuxSocket socket = new LinuxSocket(arena, errno, fd, addresses);
    try {
      socket.bind(arena, bindAddress, port);
      socket.enlargeBuffer(port, "receive", SO_RCVBUFFORCE, LinuxCalls.SO_RCVBUF);
      socket.enlargeBuffer(port, "send", SO_SNDBUFFORCE, SO_SNDBUF);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
    return socket;
  }

  int fd() {
    return fd;
  }

  SocketAddressLayout addresses() {
    return addresses;
  }

  int localPort(Arena arena) throws SocketException {
    MemorySegment name = arena.allocate(SocketAddressLayout.MAX_BYTES, Long.BYTES);
    optionBytes.set(JAVA_INT, 0, SocketAddressLayout.MAX_BYTES);
    int result = LinuxCalls.getsockname(errno, fd, name, optionBytes);
    if (result < 0) {
      throw new SocketException("getsockname: " + Errno.text(-result));
    }
    return addresses.port(name, 0);
  }

  /** Whether the kernel knows runs of datagrams: Linux 4.18 and later. */
  boolean takesRuns() {
    return set(SOL_UDP, UDP_SEGMENT, 0) >= 0;
  }

  /** Returns the number of messages that came, or the negated error. */
  int receive(MessageVector messages) {
    return LinuxCalls.recvmmsg(
        errno,
        fd,
        messages.from(0),
        DatagramBatch.CAPACITY,
        LinuxCalls.MSG_DONTWAIT,
        MemorySegment.NULL);
  }

  /** Returns how many of the messages went, at least one, or the negated error of the first. */
  int send(MessageVector messages, int first, int count) {
    return LinuxCalls.sendmmsg(errno, fd, messages.from(first), count, LinuxCalls.MSG_DONTWAIT);
  }

  /**
   * How many datagrams the kernel had dropped for want of buffer when message {@code i} arrived,
   * modulo 2^32.
   *
   * @return {@code before} if it does not say, as while there were none
   */
  static int kernelDrops(MessageVector messages, int i, int before) {
    return messages.receivedControl(i, LinuxCalls.SOL_SOCKET, SO_RXQ_OVFL, before);
  }

  @Override
  public void close() {
    LinuxCalls.close(errno, fd);
  }

  private void bind(Arena arena, @Nullable InetAddress bindAddress, int port) throws BindException {
    if (addresses == SocketAddressLayout.INET6) {
      set(IPPROTO_IPV6, IPV6_V6ONLY, 0);
    }
    set(LinuxCalls.SOL_SOCKET, SO_RXQ_OVFL, 1);
    PeerAddress local =
        bindAddress == null
            ? new PeerAddress(0, 0, port)
            : PeerAddress.of(new InetSocketAddress(bindAddress, port));
    if (bindAddress != null && !addresses.reaches(local)) {
      throw new BindException("UDP port " + port + ": " + Errno.text(Errno.EAFNOSUPPORT));
    }
    MemorySegment name = arena.allocate(SocketAddressLayout.MAX_BYTES, Long.BYTES);
    addresses.put(name, 0, local);
    int result = LinuxCalls.bind(errno, fd, name, addresses.bytes());
    if (result < 0) {
      throw new BindException("UDP port " + port + ": " + Errno.text(-result));
    }
  }

  private void enlargeBuffer(int port, String direction, int privileged, int unprivileged) {
    if (set(LinuxCalls.SOL_SOCKET, privileged, BUFFER_BYTES) < 0) {
      set(LinuxCalls.SOL_SOCKET, unprivileged, BUFFER_BYTES);
    }
    optionBytes.set(JAVA_INT, 0, Integer.BYTES);
    LinuxCalls.getsockopt(errno, fd, LinuxCalls.SOL_SOCKET, unprivileged, option, optionBytes);
    // The kernel doubles what is asked, to have room for its own records (socket(7)).
    int grantedBytes = option.get(JAVA_INT, 0) / 2;
    if (grantedBytes < BUFFER_BYTES) {
      log.info(
          "UDP port {} has a {} buffer of {} KB instead of {} KB; net.core.rmem_max and wmem_max limit it",
          port,
          direction,
          grantedBytes >> 10,
          BUFFER_BYTES >> 10);
    }
  }

  private int set(int level, int name, int value) {
    option.set(JAVA_INT, 0, value);
    return LinuxCalls.setsockopt(errno, fd, level, name, option, Integer.BYTES);
  }
}
