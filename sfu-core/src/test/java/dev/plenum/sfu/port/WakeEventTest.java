package dev.plenum.sfu.port;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class WakeEventTest {
  @Test
  void shouldWriteOnceForManySignals() {
    try (Arena arena = Arena.ofConfined();
        WakeEvent event = new WakeEvent(arena)) {
      event.signal();
      event.signal();
      event.signal();
      assertThat(read(arena, event)).isOne();
    }
  }

  @Test
  void shouldBecomeUnreadableUntilTheNextSignal() {
    try (Arena arena = Arena.ofConfined();
        WakeEvent event = new WakeEvent(arena)) {
      event.signal();
      event.clear();
      assertThat(read(arena, event)).isEqualTo(-Errno.EAGAIN);
      event.signal();
      assertThat(read(arena, event)).isOne();
    }
  }

  @Test
  void shouldNotWriteOnceClosed() {
    try (Arena arena = Arena.ofConfined()) {
      WakeEvent event = new WakeEvent(arena);
      event.close();
      // The next event takes over the descriptor number.
      try (WakeEvent successor = new WakeEvent(arena)) {
        assertThat(successor.fd()).isEqualTo(event.fd());
        event.signal();
        assertThat(read(arena, successor)).isEqualTo(-Errno.EAGAIN);
      }
    }
  }

  /** The count that was written, or the negated error. */
  private static long read(Arena arena, WakeEvent event) {
    MemorySegment count = arena.allocate(JAVA_LONG);
    int result = LinuxCalls.read(LinuxCalls.allocateErrno(arena), event.fd(), count, Long.BYTES);
    return result < 0 ? result : count.get(JAVA_LONG, 0);
  }
}
