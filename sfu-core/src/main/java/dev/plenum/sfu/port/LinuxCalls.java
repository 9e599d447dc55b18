package dev.plenum.sfu.port;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/**
 * The system calls of {@link ForeignUdpPort}, and of other UDP sockets in Java.
 *
 * <p>Each returns what Linux returned or, below zero, the negated {@link Errno}. The first argument
 * is where the error number is put on the way: memory from {@link #allocateErrno}, of one thread at
 * a time. No call is linked as critical, since the collector would then wait for the kernel.
 */
public final class LinuxCalls {
  /** The type of a socket of datagrams that never blocks, and that no child process inherits. */
  public static final int DATAGRAMS = 2 | 0x800 | 0x80000;

  /** The level of the options of every socket, and one of them. */
  public static final int SOL_SOCKET = 1;

  public static final int SO_RCVBUF = 8;

  /** A flag of {@link #recvmmsg} and {@link #sendmmsg}. */
  public static final int MSG_DONTWAIT = 0x40;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO_OFFSET = CALL_STATE.byteOffset(PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET = link("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = link("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle CONNECT =
      link("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle GETSOCKNAME =
      link("getsockname", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle SETSOCKOPT =
      link("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle GETSOCKOPT =
      link("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle RECVMMSG =
      link("recvmmsg", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle SENDMMSG =
      link("sendmmsg", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle PPOLL =
      link("ppoll", JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
  private static final MethodHandle EVENTFD = link("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle READ = link("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle WRITE = link("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle CLOSE = link("close", JAVA_INT, JAVA_INT);

  private LinuxCalls() {}

  public static MemorySegment allocateErrno(Arena arena) {
    return arena.allocate(CALL_STATE);
  }

  public static int socket(MemorySegment errno, int domain, int type, int protocol) {
    try {
      return result(errno, (int) SOCKET.invokeExact(errno, domain, type, protocol));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  public static int bind(MemorySegment errno, int fd, MemorySegment address, int addressBytes) {
    try {
      return result(errno, (int) BIND.invokeExact(errno, fd, address, addressBytes));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  public static int connect(MemorySegment errno, int fd, MemorySegment address, int addressBytes) {
    try {
      return result(errno, (int) CONNECT.invokeExact(errno, fd, address, addressBytes));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  public static int getsockname(
      MemorySegment errno, int fd, MemorySegment address, MemorySegment addressBytes) {
    try {
      return result(errno, (int) GETSOCKNAME.invokeExact(errno, fd, address, addressBytes));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  public static int setsockopt(
      MemorySegment errno, int fd, int level, int option, MemorySegment value, int valueBytes) {
    try {
      return result(
          errno, (int) SETSOCKOPT.invokeExact(errno, fd, level, option, value, valueBytes));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  public static int getsockopt(
      MemorySegment errno,
      int fd,
      int level,
      int option,
      MemorySegment value,
      MemorySegment valueBytes) {
    try {
      return result(
          errno, (int) GETSOCKOPT.invokeExact(errno, fd, level, option, value, valueBytes));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  public static int recvmmsg(
      MemorySegment errno,
      int fd,
      MemorySegment messages,
      int count,
      int flags,
      MemorySegment timeout) {
    try {
      return result(errno, (int) RECVMMSG.invokeExact(errno, fd, messages, count, flags, timeout));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  public static int sendmmsg(
      MemorySegment errno, int fd, MemorySegment messages, int count, int flags) {
    try {
      return result(errno, (int) SENDMMSG.invokeExact(errno, fd, messages, count, flags));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  public static int ppoll(
      MemorySegment errno,
      MemorySegment descriptors,
      long count,
      MemorySegment timeout,
      MemorySegment signals) {
    try {
      return result(errno, (int) PPOLL.invokeExact(errno, descriptors, count, timeout, signals));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  public static int eventfd(MemorySegment errno, int initial, int flags) {
    try {
      return result(errno, (int) EVENTFD.invokeExact(errno, initial, flags));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  public static int read(MemorySegment errno, int fd, MemorySegment buffer, long bytes) {
    try {
      return result(errno, (long) READ.invokeExact(errno, fd, buffer, bytes));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  public static int write(MemorySegment errno, int fd, MemorySegment buffer, long bytes) {
    try {
      return result(errno, (long) WRITE.invokeExact(errno, fd, buffer, bytes));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  public static int close(MemorySegment errno, int fd) {
    try {
      return result(errno, (int) CLOSE.invokeExact(errno, fd));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  private static int result(MemorySegment errno, long returned) {
    return returned >= 0 ? (int) returned : -errno.get(JAVA_INT, ERRNO_OFFSET);
  }

  /**
   * Method handles declare any throwable; these throw only unchecked ones, as for closed memory.
   */
  private static RuntimeException failure(Throwable e) {
    return switch (e) {
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      default -> throw new AssertionError(e);
    };
  }

  @SuppressWarnings("restricted")
  private static MethodHandle link(String name, MemoryLayout returned, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(returned, arguments),
        Linker.Option.captureCallState("errno"));
  }
}
