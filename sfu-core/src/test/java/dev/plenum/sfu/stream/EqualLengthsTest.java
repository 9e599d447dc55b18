package dev.plenum.sfu.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.RtpPacket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EqualLengthsTest {
  private static final int FIRST = 100;

  private final PacketHistory history = new PacketHistory();
  private final EqualLengths lengths = new EqualLengths();
  private int next = FIRST;
  private int timestamp;

  @Test
  void shouldRaiseWhatIsAByteShorter() {
    frame(1_099, 1_099, 1_100, 1_100);
    assertThat(paddings()).containsExactly(1, 1, 0, 0);
  }

  @Test
  void shouldRaiseOnceMoreForALongerOne() {
    frame(1_097, 1_098, 1_100, 1_100);
    assertThat(paddings()).containsExactly(3, 2, 0, 0);
  }

  @Test
  void shouldFillUpWhatFollowsAndIsShorter() {
    frame(1_100, 1_098, 1_100, 1_099, 600);
    assertThat(paddings()).containsExactly(0, 2, 0, 1, 0);
  }

  @Test
  void shouldLetTheLastFallShort() {
    frame(1_100, 1_100, 1_098);
    assertThat(paddings()).containsExactly(0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 9, 500})
  void shouldPadNoMoreThanIsWorthIt(int lacking) {
    frame(1_100 - lacking, 1_100, 1_100);
    assertThat(paddings().getFirst()).isEqualTo(lacking <= 8 ? lacking : 0);
  }

  @Test
  void shouldNotRaiseAcrossWhatStaysShort() {
    frame(1_099, 500, 1_100, 1_101);
    assertThat(paddings()).containsExactly(0, 0, 1, 0);
  }

  @Test
  void shouldLeaveOtherFramesAlone() {
    frame(1_099);
    frame(1_100, 1_100);
    assertThat(paddings()).containsExactly(0, 0, 0);
  }

  @Test
  void shouldNotReachOverWhatIsMissing() {
    store(1_099, false);
    next++;
    store(1_100, true);
    assertThat(history.paddingBytes(FIRST)).isZero();
  }

  @Test
  void shouldForgetWithThePacket() {
    frame(1_099, 1_100);
    next = FIRST;
    timestamp++;
    store(1_000, false);
    assertThat(history.paddingBytes(FIRST)).isZero();
  }

  private void frame(int... sizes) {
    timestamp += 3_000;
    for (int i = 0; i < sizes.length; i++) {
      store(sizes[i], i == sizes.length - 1);
    }
  }

  private void store(int length, boolean marker) {
    byte[] payload = new byte[length - RtpPacket.FIXED_HEADER_BYTES];
    RtpPacket packet = TestPackets.packet(1, 96, next, timestamp, marker, payload);
    history.store(next, packet.bytes(), 0, packet.length(), 0, 0);
    lengths.stored(history, next, packet);
    next++;
  }

  private List<Integer> paddings() {
    List<Integer> paddings = new ArrayList<>();
    for (int i = FIRST; i < next; i++) {
      paddings.add(history.paddingBytes(i));
    }
    return paddings;
  }
}
