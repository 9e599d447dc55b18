package dev.plenum.sfu.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class IceTcpInboxTest {
  private final DatagramBatch batch = new DatagramBatch();
  private final AtomicInteger wakes = new AtomicInteger();
  private final IceTcpInbox inbox = new IceTcpInbox(wakes::incrementAndGet);

  @Test
  void shouldBeEmptyAtFirst() {
    assertThat(inbox.drain(batch)).isZero();
    assertThat(wakes).hasValue(0);
  }

  @Test
  void shouldHandOverFramesWithTheirConnection() {
    byte[] bytes = {9, 1, 2, 3, 9};
    assertThat(inbox.offer(5, bytes, 1, 3)).isTrue();
    assertThat(inbox.offer(Long.MAX_VALUE, bytes, 0, 0)).isTrue();
    assertThat(wakes).hasValue(2);

    assertThat(inbox.drain(batch)).isEqualTo(2);
    assertThat(batch.address(0)).isEqualTo(PeerAddress.tcp(5));
    assertThat(batch.length(0)).isEqualTo(3);
    assertThat(batch.bytes(0)).startsWith(1, 2, 3, 0);
    assertThat(batch.address(1)).isEqualTo(PeerAddress.tcp(Long.MAX_VALUE));
    assertThat(batch.length(1)).isZero();
    assertThat(inbox.drain(batch)).isZero();
  }

  @Test
  void shouldDrainABatchAtATime() {
    for (int i = 0; i <= DatagramBatch.CAPACITY; i++) {
      assertThat(inbox.offer(i, new byte[DatagramBatch.DATAGRAM_BYTES], 0, 2048)).isTrue();
    }
    assertThat(inbox.drain(batch)).isEqualTo(DatagramBatch.CAPACITY);
    assertThat(inbox.drain(batch)).isOne();
    assertThat(batch.address(0)).isEqualTo(PeerAddress.tcp(DatagramBatch.CAPACITY));
  }

  @Test
  void shouldRefuseWhenFullAndTakeAgainWhenDrained() {
    byte[] bytes = new byte[DatagramBatch.DATAGRAM_BYTES];
    int taken = 0;
    while (inbox.offer(taken, bytes, 0, bytes.length)) {
      taken++;
    }
    assertThat(taken).isGreaterThan(DatagramBatch.CAPACITY);
    assertThat(wakes).hasValue(taken);

    int drained = inbox.drain(batch);
    assertThat(inbox.offer(taken, bytes, 0, bytes.length)).isTrue();
    int next = drained;
    for (drained = inbox.drain(batch); drained > 0; drained = inbox.drain(batch)) {
      for (int i = 0; i < drained; i++) {
        assertThat(batch.address(i)).isEqualTo(PeerAddress.tcp(next++));
      }
    }
    assertThat(next).isEqualTo(taken + 1);
  }

  @Test
  @Timeout(30)
  void shouldKeepEachThreadsOrder() throws InterruptedException {
    int producers = 3;
    int frames = 20_000;
    for (int producer = 0; producer < producers; producer++) {
      long number = producer;
      Thread.ofPlatform().start(() -> produce(number, frames));
    }
    int[] next = new int[producers];
    for (int received = 0; received < producers * frames; ) {
      int drained = inbox.drain(batch);
      for (int i = 0; i < drained; i++) {
        int producer = (int) batch.addressLow(i);
        assertThat(ByteBuffer.wrap(batch.bytes(i)).getInt()).isEqualTo(next[producer]++);
      }
      received += drained;
    }
    assertThat(next).containsOnly(frames);
  }

  private void produce(long number, int frames) {
    byte[] bytes = new byte[100];
    for (int i = 0; i < frames; i++) {
      ByteBuffer.wrap(bytes).putInt(i);
      while (!inbox.offer(number, bytes, 0, bytes.length)) {
        Thread.onSpinWait();
      }
    }
  }
}
