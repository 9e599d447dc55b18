package dev.plenum.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.plenum.sfu.port.LinuxCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Counts the instructions of the thread that opened it, outside of the kernel, where the processor
 * does and the system lets it: perf_event_open(2).
 */
final class InstructionCounter implements AutoCloseable {

  private static final int ATTRIBUTE_BYTES = 64;
  private static final int ATTRIBUTE_SIZE = 4;
  private static final int ATTRIBUTE_CONFIG = 8;
  private static final int ATTRIBUTE_FLAGS = 40;

  /** Of the type PERF_TYPE_HARDWARE, which is 0. */
  private static final long PERF_COUNT_HW_INSTRUCTIONS = 1;

  private static final long EXCLUDE_KERNEL_AND_HYPERVISOR = 1 << 5 | 1 << 6;

  private static final int THIS_THREAD = 0;
  private static final int ANY = -1;

  private final Arena arena;
  private final MemorySegment errno;
  private final MemorySegment count;
  private final int descriptor;

  private InstructionCounter(Arena arena, int descriptor) {
    this.arena = arena;
    this.descriptor = descriptor;
    errno = LinuxCalls.allocateErrno(arena);
    count = arena.allocate(JAVA_LONG);
  }

  /** Nothing where instructions cannot be counted. */
  static Optional<InstructionCounter> open() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.empty();
    }
    Arena arena = Arena.ofConfined();
    MemorySegment attribute = arena.allocate(ATTRIBUTE_BYTES, Long.BYTES);
    attribute.set(JAVA_INT, ATTRIBUTE_SIZE, ATTRIBUTE_BYTES);
    attribute.set(JAVA_LONG, ATTRIBUTE_CONFIG, PERF_COUNT_HW_INSTRUCTIONS);
    attribute.set(JAVA_LONG, ATTRIBUTE_FLAGS, EXCLUDE_KERNEL_AND_HYPERVISOR);
    long descriptor = openEvent(attribute);
    if (descriptor < 0) {
      arena.close();
      return Optional.empty();
    }
    return Optional.of(new InstructionCounter(arena, (int) descriptor));
  }

  @SuppressWarnings("restricted")
  private static long openEvent(MemorySegment attribute) {
    MethodHandle syscall =
        Linker.nativeLinker()
            .downcallHandle(
                Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(
                    JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
    try {
      return (long) syscall.invokeExact(number(), attribute, THIS_THREAD, ANY, ANY, 0L);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** Of perf_event_open: an old number on x86, the common one elsewhere. */
  private static long number() {
    return System.getProperty("os.arch").equals("amd64") ? 298 : 241;
  }

  /** Since it was opened. */
  long instructions() {
    LinuxCalls.read(errno, descriptor, count, Long.BYTES);
    return count.get(JAVA_LONG, 0);
  }

  @Override
  public void close() {
    LinuxCalls.close(errno, descriptor);
    arena.close();
  }
}
