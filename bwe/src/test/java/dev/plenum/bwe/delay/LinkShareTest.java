package dev.plenum.bwe.delay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LinkShareTest {
  private final Random random = new Random(1);
  private final LinkShare share = new LinkShare();

  @Test
  void shouldTakeALinkForItsOwnUntilItSeesAnother() {
    assertThat(share.alone()).isTrue();
  }

  @Test
  void shouldBeAloneOnALinkThatCarriesTheSameEachTimeItIsFull() {
    for (int i = 0; i < 50; i++) {
      share.onFull(1e6 * random.nextDouble(0.93, 1.07));
      assertThat(share.alone()).isTrue();
    }
  }

  @Test
  void shouldNotBeAloneWhenItsShareVaries() {
    for (int i = 0; i < 50; i++) {
      share.onFull(1e6 * random.nextDouble(0.4, 1.6));
    }

    assertThat(share.alone()).isFalse();
  }

  @Test
  void shouldBeAloneStillAfterOneStepOfCapacity() {
    share.onFull(1e6);
    share.onFull(2e6);

    assertThat(share.alone()).isTrue();
  }

  @Test
  void shouldForgetOnAnotherPath() {
    for (int i = 0; i < 50; i++) {
      share.onFull(1e6 * random.nextDouble(0.4, 1.6));
    }
    share.reset();

    assertThat(share.alone()).isTrue();
  }
}
