package dev.plenum.sfu.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HandshakeRehearsalTest {

  @Test
  void shouldShakeHandsUntilItIsOver() throws Exception {
    HandshakeRehearsal rehearsal = new HandshakeRehearsal(DtlsPair.SERVER, DtlsPair.GATE);
    AtomicInteger left = new AtomicInteger(3);

    assertThat(rehearsal.play(() -> left.getAndDecrement() == 0)).isEqualTo(3);
  }
}
