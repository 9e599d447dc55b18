package dev.plenum.sfu.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.sfu.control.CodecSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceRunsTest {
  private final Stretch a = stretch();
  private final Stretch b = stretch();
  private final SequenceRuns runs = new SequenceRuns(1);

  @Test
  void shouldMapBothWaysAsInTheExample() {
    runs.begin(a, 100);
    assertThat(outs(100, 101, 102, 103)).containsExactly(1, 2, 3, 4);
    runs.begin(b, 7);
    assertThat(outs(7, 8)).containsExactly(5, 6);
    runs.skip(9, false);
    assertThat(outs(10, 11)).containsExactly(7, 8);

    assertThat(ins(1, 4, 5, 6, 7, 8)).containsExactly(100, 103, 7, 8, 10, 11);
    assertThat(runs.stretch(runs.runOf(4))).isSameAs(a);
    assertThat(runs.stretch(runs.runOf(5))).isSameAs(b);
    assertThat(runs.runOf(9)).isEqualTo(-1);
    assertThat(runs.runOf(0)).isEqualTo(-1);
  }

  @Test
  void shouldLeaveHoleForLostPacketAndFillItWhenItComesLate() {
    runs.begin(a, 100);
    assertThat(outs(100, 102, 101)).containsExactly(1, 3, 2);
  }

  @Test
  void shouldKeepMappingOfLatePacketFromBeforeOneLeftOut() {
    runs.begin(a, 100);
    assertThat(outs(100)).containsExactly(1);
    runs.skip(102, false);
    assertThat(outs(103, 101)).containsExactly(3, 2);
    assertThat(runs.out(102)).isEqualTo(SequenceRuns.NONE);
  }

  @Test
  void shouldMakeOneRunOfManyPacketsLeftOut() {
    runs.begin(a, 0);
    runs.out(0);
    for (int in = 1; in <= 10 * SequenceRuns.MOST_RUNS; in++) {
      runs.skip(in, false);
    }
    assertThat(runs.out(10 * SequenceRuns.MOST_RUNS + 1)).isEqualTo(2);
    assertThat(ins(1)).containsExactly(0);
  }

  @Test
  void shouldNotForwardPacketFromBeforeTheStretch() {
    runs.begin(a, 100);
    runs.out(100);
    runs.begin(b, 50);
    runs.out(50);
    assertThat(runs.out(49)).isEqualTo(SequenceRuns.NONE);
  }

  @Test
  void shouldForgetOldestRuns() {
    int switches = 3 * SequenceRuns.MOST_RUNS;
    for (int i = 0; i < switches; i++) {
      runs.begin(i % 2 == 0 ? a : b, 1_000 + i);
      assertThat(runs.out(1_000 + i)).isEqualTo(i + 1);
    }
    assertThat(runs.runOf(1)).isEqualTo(-1);
    for (int out = switches - SequenceRuns.MOST_RUNS / 2 + 1; out <= switches; out++) {
      assertThat(ins(out)).containsExactly(999 + out);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 32767, 32768, 65534, 65535, 65536, (1L << 32) - 2, 1L << 47})
  void shouldCountOnFromAnywhere(long first) {
    SequenceRuns from = new SequenceRuns(first);
    from.begin(a, 65_530);
    for (int i = 0; i < 100; i++) {
      assertThat(from.out(65_530 + i)).isEqualTo(first + i);
    }
    assertThat(from.in(from.runOf(first + 50), first + 50)).isEqualTo(65_580);
  }

  private long[] outs(long... ins) {
    long[] outs = new long[ins.length];
    for (int i = 0; i < ins.length; i++) {
      outs[i] = runs.out(ins[i]);
    }
    return outs;
  }

  private long[] ins(long... outs) {
    long[] ins = new long[outs.length];
    for (int i = 0; i < outs.length; i++) {
      ins[i] = runs.in(runs.runOf(outs[i]), outs[i]);
    }
    return ins;
  }

  private static Stretch stretch() {
    List<CodecSpec> codecs = List.of(TestPackets.VP8);
    ReceiveStream layer = TestPackets.stream(1, codecs);
    return new Stretch(
        layer, 1, new PayloadTypes(codecs, codecs), new TimestampMap(0, false, 0), 0, 0, 0, 7);
  }
}
