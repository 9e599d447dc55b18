package dev.plenum.sfu.port;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Owned by the loop of its {@link ForeignUdpPort}, except {@link #signal}: an eventfd that becomes
 * readable when another thread signals.
 *
 * <p>While a signal is pending, further ones cost one exchange. It may not be a plain read first:
 * what the signaller stored into its queue could then become visible only after the owner has
 * looked there. The signal that writes holds a lock, so that it cannot write into a descriptor
 * which was closed and given to somebody else meanwhile.
 */
final class WakeEvent implements AutoCloseable {
  private static final int EFD_NONBLOCK = 0x800;
  private static final int EFD_CLOEXEC = 0x80000;

  private final int fd;
  private final MemorySegment signallerErrno;
  private final MemorySegment ownerErrno;
  private final MemorySegment one;
  private final MemorySegment count;
  private final AtomicBoolean pending = new AtomicBoolean();
  private boolean closed;

  WakeEvent(Arena arena) {
    signallerErrno = LinuxCalls.allocateErrno(arena);
    ownerErrno = LinuxCalls.allocateErrno(arena);
    one = arena.allocateFrom(JAVA_LONG, 1);
    count = arena.allocate(JAVA_LONG);
    fd = LinuxCalls.eventfd(ownerErrno, 0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (fd < 0) {
      throw new IllegalStateException("eventfd: " + Errno.text(-fd));
    }
  }

  int fd() {
    return fd;
  }

  /** Makes {@link #fd} readable; from any thread, also after {@link #close}. */
  void signal() {
    if (!pending.getAndSet(true)) {
      write();
    }
  }

  /**
   * Makes {@link #fd} unreadable again. What was done before a signal that this ends is visible
   * after.
   */
  void clear() {
    LinuxCalls.read(ownerErrno, fd, count, Long.BYTES);
    pending.getAndSet(false);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      LinuxCalls.close(ownerErrno, fd);
    }
  }

  private synchronized void write() {
    if (!closed) {
      LinuxCalls.write(signallerErrno, fd, one, Long.BYTES);
    }
  }
}
