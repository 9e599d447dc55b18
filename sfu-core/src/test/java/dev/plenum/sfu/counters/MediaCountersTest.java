package dev.plenum.sfu.counters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.sfu.control.CounterReader.Direction;
import dev.plenum.sfu.control.CounterReader.PacketKind;
import dev.plenum.sfu.control.DropReason;
import org.junit.jupiter.api.Test;

class MediaCountersTest {

  private final MediaCounters loop = new MediaCounters();
  private final MediaCounters room = new MediaCounters(loop);

  @Test
  void shouldCountARoomsPacketsForItsLoopToo() {
    room.packet(Direction.IN, PacketKind.VIDEO, 1_100);
    room.packet(Direction.OUT, PacketKind.VIDEO, 1_104);
    loop.packet(Direction.IN, PacketKind.STUN, 100);

    assertThat(room.packets(Direction.IN, PacketKind.VIDEO)).isEqualTo(1);
    assertThat(room.packets(Direction.IN, PacketKind.STUN)).isZero();
    assertThat(loop.packets(Direction.IN, PacketKind.VIDEO)).isEqualTo(1);
    assertThat(loop.bytes(Direction.OUT, PacketKind.VIDEO)).isEqualTo(1_104);
    assertThat(loop.packets(Direction.IN, PacketKind.STUN)).isEqualTo(1);
  }

  @Test
  void shouldKeepEveryDropReasonApart() {
    for (DropReason reason : DropReason.values()) {
      room.drop(reason, 1 + reason.ordinal());
    }
    for (DropReason reason : DropReason.values()) {
      assertThat(room.dropped(reason)).isEqualTo(1 + reason.ordinal());
    }
    assertThat(room.keyFrameRequests()).isZero();
    room.restored();
    assertThat(room.restoredPackets()).isEqualTo(1);
    assertThat(loop.restoredPackets()).isEqualTo(1);
    assertThat(room.refusedCommands()).isZero();
  }

  @Test
  void shouldPutDelaysIntoBucketsOfPowersOfTwoMicroseconds() {
    loop.forwardDelay(999);
    loop.forwardDelay(1_000);
    loop.forwardDelay(3_999);
    loop.forwardDelay(Long.MAX_VALUE);
    loop.forwardDelay(-5);

    assertThat(loop.forwardDelays(0)).isEqualTo(2);
    assertThat(loop.forwardDelays(1)).isEqualTo(1);
    assertThat(loop.forwardDelays(2)).isEqualTo(1);
    assertThat(loop.forwardDelays(MediaCounters.FORWARD_DELAY_BUCKETS - 1)).isEqualTo(1);
  }
}
