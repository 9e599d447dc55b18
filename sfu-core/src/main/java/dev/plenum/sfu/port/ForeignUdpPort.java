package dev.plenum.sfu.port;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Owned by one shard loop as {@link UdpPort} says: Linux's batch calls, without garbage.
 *
 * <p>Answers leave with the source address of their route. A host that has several addresses in one
 * network therefore binds to the one that it announces.
 */
final class ForeignUdpPort implements UdpPort {
  private static final short POLLIN = 1;
  private static final int NANOS_PER_SECOND = 1_000_000_000;

  /** struct pollfd: descriptor (4 bytes), events asked for (2), events found (2). */
  private static final int POLLFD_BYTES = 8;

  private static final int POLLFD_EVENTS = 4;
  private static final int POLLFD_FOUND = 6;

  private final DropCounters<UdpDrop> drops = new DropCounters<>(UdpDrop.class);
  private final Arena arena;
  private final LinuxSocket socket;
  private final WakeEvent wakeEvent;
  private final MessageVector incoming;
  private final MessageVector outgoing;
  private final MemorySegment errno;
  private final MemorySegment polled;
  private final MemorySegment timeout;
  private final int localPort;

  private int unsent;
  private int kernelDrops;

  private ForeignUdpPort(Arena arena, LinuxSocket socket) throws IOException {
    this.arena = arena;
    this.socket = socket;
    localPort = socket.localPort(arena);
    incoming = new MessageVector(arena, socket.addresses());
    outgoing = new MessageVector(arena, socket.addresses());
    errno = LinuxCalls.allocateErrno(arena);
    timeout = arena.allocate(JAVA_LONG, 2);
    wakeEvent = new WakeEvent(arena);
    polled = arena.allocate(2 * POLLFD_BYTES, Long.BYTES);
    polled.set(JAVA_INT, 0, socket.fd());
    polled.set(JAVA_SHORT, POLLFD_EVENTS, POLLIN);
    polled.set(JAVA_INT, POLLFD_BYTES, wakeEvent.fd());
    polled.set(JAVA_SHORT, POLLFD_BYTES + POLLFD_EVENTS, POLLIN);
  }

  /**
   * @param bindAddress null for every address of the host
   * @param port 0 for any free one
   * @throws java.net.BindException if the address or port cannot be had; the message names the port
   */
  static ForeignUdpPort open(@Nullable InetAddress bindAddress, int port) throws IOException {
    Arena arena = Arena.ofShared();
    try {
      LinuxSocket socket = LinuxSocket.open(arena, bindAddress, port);
      try {
        return new ForeignUdpPort(arena, socket);
      } catch (IOException | RuntimeException e) {
        socket.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  @Override
  public int receive(DatagramBatch batch) {
    int count = socket.receive(incoming);
    if (count < 0) {
      receiveFailed(-count);
      return 0;
    }
    if (count > 0) {
      countKernelDrops(count - 1);
    }
    int filled = 0;
    for (int i = 0; i < count; i++) {
      if (isAcceptable(i)) {
        int length = incoming.copyTo(batch.bytes(filled), i);
        batch.fill(
            filled, length, incoming.addressHigh(i), incoming.addressLow(i), incoming.port(i));
        filled++;
      }
      incoming.expect(i);
    }
    return filled;
  }

  @Override
  public void await(long timeoutNanos) {
    long nanos = Math.max(0, timeoutNanos);
    timeout.setAtIndex(JAVA_LONG, 0, nanos / NANOS_PER_SECOND);
    timeout.setAtIndex(JAVA_LONG, 1, nanos % NANOS_PER_SECOND);
    int ready = LinuxCalls.ppoll(errno, polled, 2, timeout, MemorySegment.NULL);
    if (ready > 0 && polled.get(JAVA_SHORT, POLLFD_BYTES + POLLFD_FOUND) != 0) {
      wakeEvent.clear();
    }
  }

  @Override
  public void wake() {
    wakeEvent.signal();
  }

  @Override
  public void send(PeerAddress to, byte[] bytes, int offset, int length) {
    to.requireUdp();
    DatagramBatch.requireFits(length);
    if (!socket.addresses().reaches(to)) {
      drops.count(UdpDrop.SEND_UNREACHABLE);
      return;
    }
    outgoing.put(unsent, to, bytes, offset, length);
    unsent++;
    if (unsent == DatagramBatch.CAPACITY) {
      flush();
    }
  }

  @Override
  public void flush() {
    int count = unsent;
    unsent = 0;
    int first = 0;
    while (first < count) {
      int sent = socket.send(outgoing, first, count - first);
      if (sent > 0) {
        first += sent;
      } else if (sent == -Errno.EAGAIN) {
        drops.count(UdpDrop.SEND_WOULD_BLOCK, count - first);
        return;
      } else if (sent != -Errno.EINTR) {
        sendFailed(-sent);
        first++;
      }
    }
  }

  @Override
  public int localPort() {
    return localPort;
  }

  @Override
  public String name() {
    return "recvmmsg";
  }

  @Override
  public long drops(UdpDrop reason) {
    return drops.drops(reason);
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      wakeEvent.close();
      socket.close();
      arena.close();
    }
  }

  private boolean isAcceptable(int i) {
    if (incoming.isTruncated(i)) {
      drops.count(UdpDrop.RECEIVE_TRUNCATED);
      return false;
    }
    if (!PeerAddress.isAnswerable(incoming.addressHigh(i), incoming.port(i))) {
      drops.count(UdpDrop.RECEIVE_UNANSWERABLE);
      return false;
    }
    return true;
  }

  private void countKernelDrops(int lastMessage) {
    int now = LinuxSocket.kernelDrops(incoming, lastMessage, kernelDrops);
    if (now != kernelDrops) {
      drops.count(UdpDrop.RECEIVE_OVERFLOW, Integer.toUnsignedLong(now - kernelDrops));
      kernelDrops = now;
    }
  }

  private void receiveFailed(int error) {
    requireNotOurFault("recvmmsg", error);
    if (error != Errno.EAGAIN && error != Errno.EINTR) {
      drops.count(UdpDrop.RECEIVE_FAILED);
    }
  }

  private void sendFailed(int error) {
    requireNotOurFault("sendmmsg", error);
    drops.count(Errno.sendDrop(error));
  }

  private static void requireNotOurFault(String call, int error) {
    if (Errno.isOurFault(error)) {
      throw new IllegalStateException(call + ": " + Errno.text(error));
    }
  }
}
