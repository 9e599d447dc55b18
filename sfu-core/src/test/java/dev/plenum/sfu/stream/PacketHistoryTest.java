package dev.plenum.sfu.stream;

import static dev.plenum.sfu.stream.TestPackets.MILLIS;
import static dev.plenum.sfu.stream.TestPackets.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketHistoryTest {
  private final PacketHistory history = new PacketHistory();

  @Test
  void shouldFindWhatWasStored() {
    store(7, 100, 0);
    store(9, 1_200, 0);
    store(8, 60, 0);

    assertThat(found(7)).isEqualTo(content(7, 100));
    assertThat(found(8)).isEqualTo(content(8, 60));
    assertThat(found(9)).isEqualTo(content(9, 1_200));
    assertThat(history.offset(6)).isEqualTo(-1);
    assertThat(history.offset(10)).isEqualTo(-1);
  }

  @Test
  void shouldTakeNoMemoryBeforeFirstPacket() {
    assertThat(history.bytes()).isEmpty();
    assertThat(history.contains(0)).isFalse();
    assertThat(history.isTooOld(0)).isFalse();
    assertThat(history.offset(0)).isEqualTo(-1);
  }

  @Test
  void shouldStaySmallForSound() {
    for (int i = 0; i < 50 * 60; i++) {
      store(i, 120, i * 20L * MILLIS);
    }
    assertThat(history.bytes()).hasSize(PacketHistory.FIRST_BYTES);
    assertKept(50 * 60 - 1, 100, 120);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 300, 1_000, 3_000})
  void shouldKeepTheLastTwoSecondsOfAnyUsualRate(int packetsPerSecond) {
    int last = 10 * packetsPerSecond;
    int length = 1_000_000 / Math.max(packetsPerSecond, 900);
    for (int i = 0; i <= last; i++) {
      store(i, length, i * SECONDS / packetsPerSecond);
    }
    int kept = Math.min(2 * packetsPerSecond, PacketHistory.LARGEST_PACKETS);
    assertKept(last, (int) (kept * 0.9), length);
  }

  @Test
  void shouldNotGrowBeyondItsCap() {
    for (int i = 0; i < 20_000; i++) {
      store(i, 1_200, i * MILLIS / 10);
    }
    assertThat(history.bytes()).hasSize(PacketHistory.LARGEST_BYTES);
    assertKept(19_999, 1_700, 1_200);
    assertThat(history.offset(19_000 - 1_800)).isEqualTo(-1);
  }

  @Test
  void shouldTellTooOldFromUnseen() {
    for (int i = 0; i < 1_000; i++) {
      store(i, 100, i * SECONDS);
    }
    assertThat(history.isTooOld(999 - PacketHistory.FIRST_PACKETS)).isTrue();
    assertThat(history.isTooOld(999 - PacketHistory.FIRST_PACKETS + 1)).isFalse();
    assertThat(history.contains(999)).isTrue();
    assertThat(history.contains(1_000)).isFalse();
  }

  @Test
  void shouldForgetEverythingWhenCleared() {
    store(5, 100, 0);
    history.clear();
    assertThat(history.offset(5)).isEqualTo(-1);
    assertThat(history.bytes()).isEmpty();
    store(5, 80, 0);
    assertThat(found(5)).isEqualTo(content(5, 80));
  }

  /** Whatever it says to have must be what was stored, at every size, rate, loss and order. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldNeverGiveWrongBytes(long seed) {
    Random random = new Random(seed);
    long highest = 65_000;
    long nowNanos = 0;
    int[] lengths = new int[1 << 18];
    for (int i = 0; i < 60_000; i++) {
      nowNanos += random.nextBoolean() ? random.nextInt(1 << random.nextInt(8, 24)) : 0;
      long sequence = highest + 1 + (random.nextInt(20) == 0 ? random.nextInt(5) : 0);
      if (random.nextInt(10) == 0) {
        sequence = highest - random.nextInt(300);
      }
      if (history.isTooOld(sequence) || history.contains(sequence)) {
        continue;
      }
      int length = 1 + random.nextInt(random.nextBoolean() ? 150 : 1_500);
      lengths[(int) sequence] = length;
      store(sequence, length, nowNanos);
      highest = Math.max(highest, sequence);
      assertThat(found(sequence)).isEqualTo(content(sequence, length));
      long probe = highest - random.nextInt(2_000);
      if (probe >= 0 && history.offset(probe) >= 0) {
        assertThat(found(probe)).isEqualTo(content(probe, lengths[(int) probe]));
      }
    }
  }

  private void store(long sequence, int length, long nowNanos) {
    byte[] padded = new byte[length + 3];
    System.arraycopy(content(sequence, length), 0, padded, 3, length);
    history.store(sequence, padded, 3, length, 0, nowNanos);
  }

  private void assertKept(int last, int count, int length) {
    for (int i = last; i > last - count; i--) {
      assertThat(found(i)).as("packet %d", i).isEqualTo(content(i, length));
    }
  }

  private byte[] found(long sequence) {
    int offset = history.offset(sequence);
    assertThat(offset).isNotNegative();
    return Arrays.copyOfRange(history.bytes(), offset, offset + history.length(sequence));
  }

  private static byte[] content(long sequence, int length) {
    byte[] content = new byte[length];
    for (int i = 0; i < length; i++) {
      content[i] = (byte) (sequence * 31 + i);
    }
    return content;
  }
}
