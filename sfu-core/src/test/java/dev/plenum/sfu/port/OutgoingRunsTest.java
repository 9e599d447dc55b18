package dev.plenum.sfu.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutgoingRunsTest {
  private static final PeerAddress ANN = new PeerAddress(0, PeerAddress.ipv4Low(0x7f000001), 1);
  private static final PeerAddress BOB = new PeerAddress(0, PeerAddress.ipv4Low(0x7f000001), 2);

  private final byte[] bytes = new byte[DatagramBatch.DATAGRAM_BYTES];
  private final OutgoingRuns runs =
      new OutgoingRuns(Arena.ofAuto(), SocketAddressLayout.INET, true);

  @Test
  void shouldJoinNeighboursOfEqualLength() {
    add(ANN, 1_100, 1_100, 1_100);
    assertThat(segments()).containsExactly(3);
  }

  @Test
  void shouldEndARunWithAShorterOne() {
    add(ANN, 1_100, 1_100, 120, 120, 1_100);
    assertThat(segments()).containsExactly(3, 1, 1);
  }

  @Test
  void shouldBeginAnewWithALongerOne() {
    add(ANN, 1_099, 1_100, 1_100);
    assertThat(segments()).containsExactly(1, 2);
  }

  @Test
  void shouldNotJoinWhatGoesToOthers() {
    add(ANN, 1_100);
    add(BOB, 1_100, 1_100);
    add(ANN, 1_100);
    assertThat(segments()).containsExactly(1, 2, 1);
  }

  @Test
  void shouldLeaveEmptyOnesAlone() {
    add(ANN, 0, 0, 5, 0);
    assertThat(segments()).containsExactly(1, 1, 1, 1);
  }

  @Test
  void shouldJoinNoMoreThanTheKernelParts() {
    for (int i = 0; i < OutgoingRuns.MOST_SEGMENTS + 2; i++) {
      add(ANN, 100);
    }
    assertThat(segments()).containsExactly(OutgoingRuns.MOST_SEGMENTS, 2);
  }

  @Test
  void shouldJoinNoMoreThanADatagramCarries() {
    for (int i = 0; i < 40; i++) {
      add(ANN, DatagramBatch.DATAGRAM_BYTES);
    }
    assertThat(segments()).containsExactly(31, 9);
  }

  @Test
  void shouldJoinNothingOnceItIsNotWanted() {
    runs.joinNoMore();
    add(ANN, 1_100, 1_100);
    assertThat(segments()).containsExactly(1, 1);
    assertThat(runs.joined()).isZero();
  }

  @Test
  void shouldBeginAnewWhenAllHasLeft() {
    add(ANN, 1_100, 1_100);
    runs.clear();
    add(ANN, 1_100);
    assertThat(segments()).containsExactly(1);
  }

  private void add(PeerAddress to, int... lengths) {
    for (int length : lengths) {
      assertThat(runs.hasRoom()).isTrue();
      runs.add(to, bytes, 0, length);
    }
  }

  private List<Integer> segments() {
    List<Integer> segments = new ArrayList<>();
    for (int i = 0; i < runs.count(); i++) {
      segments.add(runs.segments(i));
    }
    return segments;
  }
}
