package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LiveMemoryTest {
  private static final String HISTOGRAM =
      """
      4711:
       num     #instances         #bytes  class name (module)
      -------------------------------------------------------
         1:         64243        9134072  [B (java.base@25)
         2:         52036        1248864  java.lang.String (java.base@25)
      Total        116279       10382936
      """;
  private static final String STATUS =
      """
      Name:	java
      VmRSS:	  250000 kB
      RssAnon:	   70000 kB
      RssFile:	   30000 kB
      RssShmem:	  150000 kB
      """;

  @Test
  void shouldReadHeapAndTheRest() {
    assertThat(LiveMemory.of(HISTOGRAM, STATUS))
        .isEqualTo(new LiveMemory(10_382_936, 70_000 * 1024));
  }

  @Test
  void shouldTellWhatHasComeSince() {
    assertThat(new LiveMemory(5, 4).since(new LiveMemory(2, 8))).isEqualTo(new LiveMemory(3, -4));
  }

  @Test
  void shouldNotTakeAnErrorForNothing() {
    assertThatThrownBy(() -> LiveMemory.of("java.io.IOException: no such process", STATUS))
        .hasMessageContaining("no such process");
  }

  @Test
  void shouldReadThisProcess() throws Exception {
    LiveMemory own = LiveMemory.afterCollection(ProcessHandle.current().pid());

    assertThat(own.heapBytes()).isBetween(100_000L, 1_000_000_000L);
    assertThat(own.otherBytes()).isPositive();
  }
}
