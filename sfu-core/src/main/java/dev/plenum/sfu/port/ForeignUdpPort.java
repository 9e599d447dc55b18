package dev.plenum.sfu.port;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owned by one shard loop as {@link UdpPort} says: Linux's batch calls, without garbage.
 *
 * <p>Answers leave with the source address of their route. A host that has several addresses in one
 * network therefore binds to the one that it announces.
 */
final class ForeignUdpPort implements UdpPort {
  private static final Logger log = LoggerFactory.getLogger(ForeignUdpPort.class);

  private static final short POLLIN = 1;
  private static final int NANOS_PER_SECOND = 1_000_000_000;

  /** Some peers may be behind a path on which runs do not pass; so many tell of the machine. */
  private static final int REFUSED_RUNS = 100;

  /** struct pollfd: descriptor (4 bytes), events asked for (2), events found (2). */
  private static final int POLLFD_BYTES = 8;

  private static final int POLLFD_EVENTS = 4;
  private static final int POLLFD_FOUND = 6;

  private final DropCounters<UdpDrop> drops = new DropCounters<>(UdpDrop.class);
  private final Arena arena;
  private final LinuxSocket socket;
  private final WakeEvent wakeEvent;
  private final IncomingDatagrams incoming;
  private final OutgoingRuns outgoing;
  private final MemorySegment errno;
  private final MemorySegment polled;
  private final MemorySegment timeout;
  private final int localPort;
  private final String name;

  private int kernelDrops;
  private long refusedRuns;

  /** A port on a socket that it closes, with memory that it frees. */
  ForeignUdpPort(Arena arena, LinuxSocket socket) throws IOException {
    this.arena = arena;
    this.socket = socket;
    localPort = socket.localPort(arena);
    incoming = new IncomingDatagrams(arena, socket.addresses());
    outgoing = new OutgoingRuns(arena, socket.addresses(), socket.takesRuns());
    name = socket.takesRuns() ? "recvmmsg, UDP_SEGMENT" : "recvmmsg";
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
    MessageVector messages = incoming.messages();
    int count = socket.receive(messages);
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
        incoming.copyTo(batch, filled, i);
        filled++;
      }
      messages.expect(i);
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
    makeRoom();
    outgoing.add(to, bytes, offset, length);
  }

  @Override
  public @Nullable OutgoingMemory memory(PeerAddress to) {
    if (to.isTcp() || !socket.addresses().reaches(to)) {
      return null;
    }
    makeRoom();
    return outgoing;
  }

  private void makeRoom() {
    if (!outgoing.hasRoom()) {
      flush();
    }
  }

  @Override
  public void flush() {
    try {
      sendRuns(outgoing.messages(), outgoing.count());
    } finally {
      outgoing.clear();
    }
  }

  private void sendRuns(MessageVector runs, int count) {
    int first = 0;
    while (first < count) {
      int sent = socket.send(runs, first, count - first);
      if (sent > 0) {
        first += sent;
      } else if (sent == -Errno.EAGAIN) {
        drops.count(UdpDrop.SEND_WOULD_BLOCK, datagrams(first, count));
        return;
      } else if (sent != -Errno.EINTR) {
        runFailed(runs, first, -sent);
        first++;
      }
    }
  }

  private int datagrams(int first, int end) {
    int datagrams = 0;
    for (int i = first; i < end; i++) {
      datagrams += outgoing.segments(i);
    }
    return datagrams;
  }

  /** What cannot be sent as a run may be sent one by one, as where a datagram is in fragments. */
  private void runFailed(MessageVector runs, int run, int error) {
    int segments = outgoing.segments(run);
    if (segments == 1) {
      sendFailed(error);
      return;
    }
    boolean sentAny = false;
    for (int segment = 0; segment < segments; segment++) {
      outgoing.single(run, segment);
      int sent = socket.send(runs, run, 1);
      sentAny |= sent > 0;
      if (sent < 0) {
        sendFailed(-sent);
      }
    }
    if (sentAny) {
      runRefused(error);
    }
  }

  private void runRefused(int error) {
    refusedRuns++;
    if (refusedRuns >= REFUSED_RUNS && 2 * refusedRuns > outgoing.joined()) {
      log.warn(
          "UDP port {} sends each datagram by itself from now on: of {} runs {} were refused, the"
              + " last with errno {}",
          localPort,
          outgoing.joined(),
          refusedRuns,
          error);
      outgoing.joinNoMore();
    }
  }

  /** Whether neighbours still leave together. */
  boolean isJoining() {
    return outgoing.isJoining();
  }

  @Override
  public int localPort() {
    return localPort;
  }

  @Override
  public String name() {
    return name;
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
    MessageVector messages = incoming.messages();
    if (messages.isTruncated(i)) {
      drops.count(UdpDrop.RECEIVE_TRUNCATED);
      return false;
    }
    if (!PeerAddress.isAnswerable(messages.addressHigh(i), messages.port(i))) {
      drops.count(UdpDrop.RECEIVE_UNANSWERABLE);
      return false;
    }
    return true;
  }

  private void countKernelDrops(int lastMessage) {
    int now = LinuxSocket.kernelDrops(incoming.messages(), lastMessage, kernelDrops);
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
