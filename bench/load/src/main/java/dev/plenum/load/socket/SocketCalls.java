package dev.plenum.load.socket;

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
 * The system calls of {@link PeerSocket}. Each returns what Linux returned, or the negated error
 * number.
 */
final class SocketCalls {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO_OFFSET = CALL_STATE.byteOffset(PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET = link("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle CONNECT =
      link("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SETSOCKOPT =
      link("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle RECVMMSG =
      link("recvmmsg", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle SEND =
      link("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle CLOSE = link("close", JAVA_INT, JAVA_INT);

  private SocketCalls() {}

  /** Where a thread's calls put the error number. */
  static MemorySegment allocateErrno(Arena arena) {
    return arena.allocate(CALL_STATE);
  }

  static int socket(MemorySegment errno, int domain, int type) {
    try {
      return result(errno, (int) SOCKET.invokeExact(errno, domain, type, 0));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  static int connect(MemorySegment errno, int fd, MemorySegment address, int addressBytes) {
    try {
      return result(errno, (int) CONNECT.invokeExact(errno, fd, address, addressBytes));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  static int setsockopt(
      MemorySegment errno, int fd, int level, int option, MemorySegment value, int valueBytes) {
    try {
      return result(
          errno, (int) SETSOCKOPT.invokeExact(errno, fd, level, option, value, valueBytes));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  static int recvmmsg(MemorySegment errno, int fd, MemorySegment messages, int count, int flags) {
    try {
      return result(
          errno, (int) RECVMMSG.invokeExact(errno, fd, messages, count, flags, MemorySegment.NULL));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  static int send(MemorySegment errno, int fd, MemorySegment bytes, long length, int flags) {
    try {
      return result(errno, (long) SEND.invokeExact(errno, fd, bytes, length, flags));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  static int close(MemorySegment errno, int fd) {
    try {
      return result(errno, (int) CLOSE.invokeExact(errno, fd));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  private static int result(MemorySegment errno, long returned) {
    return returned >= 0 ? (int) returned : -errno.get(JAVA_INT, ERRNO_OFFSET);
  }

  /** Method handles declare any throwable; these throw only unchecked ones. */
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
