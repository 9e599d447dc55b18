package dev.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plenum.sfu.control.HandshakeResult;
import dev.plenum.sfu.control.TransportSpec;
import dev.plenum.sfu.testkit.ClearEngine;
import dev.plenum.sfu.testkit.RecordingListener;
import dev.plenum.sfu.testkit.TestLoop;
import dev.plenum.sfu.testkit.TestPeer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandshakeCountsTest {
  private final TestLoop loop = new TestLoop(new ClearEngine());
  private final RoomShard room = loop.openRoom(new RecordingListener());
  private final TestPeer peer = new TestPeer(loop, new ClearEngine(), "peer", 1);
  private final TransportSpec spec = peer.spec(List.of(), List.of(), Map.of());

  @Test
  void shouldCountThatKeysWereAgreedOn() {
    room.connect(spec, loop.nowNanos());

    peer.connect();

    peer.awaitConnected(() -> loop.counters().handshakes(HandshakeResult.ESTABLISHED) == 1);
  }

  @Test
  void shouldCountWhyAHandshakeFailed() {
    room.connect(withAnotherFingerprint(), loop.nowNanos());

    assertThatThrownBy(peer::connect);

    peer.awaitConnected(
        () -> loop.counters().handshakes(HandshakeResult.FINGERPRINT_MISMATCH) == 1);
    assertThat(loop.counters().handshakes(HandshakeResult.ESTABLISHED)).isZero();
  }

  private TransportSpec withAnotherFingerprint() {
    return new TransportSpec(
        spec.participantId(),
        spec.cname(),
        spec.local(),
        spec.remote(),
        List.of("sha-256 " + "01:".repeat(31) + "23"),
        spec.publishes(),
        spec.slots(),
        spec.extensions(),
        spec.steerable());
  }
}
