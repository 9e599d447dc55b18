package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimestampOrderTest {
  private final TimestampOrder order = new TimestampOrder();

  @Test
  void shouldAllowTimeToGoOnAcrossTheWrap() {
    order.add(1, -960);
    order.add(2, 0);
    order.add(3, 0);
    order.add(4, 960);

    assertThat(order.backward()).isZero();
  }

  @Test
  void shouldCountPacketsThatGoBackInTime() {
    order.add(1, 1_920);
    order.add(2, 960);
    order.add(3, 1_920);

    assertThat(order.backward()).isEqualTo(1);
  }

  @Test
  void shouldAllowThatPacketsOvertakeEachOther() {
    order.add(1, 0);
    order.add(3, 1_920);
    order.add(2, 960);
    order.add(4, 2_880);

    assertThat(order.backward()).isZero();
  }
}
