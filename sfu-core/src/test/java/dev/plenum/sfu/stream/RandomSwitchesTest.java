package dev.plenum.sfu.stream;

import static dev.plenum.sfu.stream.TestPackets.MILLIS;
import static dev.plenum.sfu.stream.TestPackets.VP8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SourceKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Four cameras of two layers each, switched onto one slot at random, and a receiver that checks
 * what a decoder needs: sequence numbers without a gap but for real losses, timestamps and picture
 * ids that count on, and a key frame wherever the layer changes.
 */
class RandomSwitchesTest {
  private static final List<CodecSpec> CODECS = List.of(VP8);
  private static final int SOURCES = 4;
  private static final int LAYERS = 2;

  private final List<Source> sources = new ArrayList<>();
  private final List<RandomLayer> layers = new ArrayList<>();

  /** Runs long enough for sequence numbers to wrap several times. */
  @ParameterizedTest
  @CsvSource({"1, 0, 0", "2, 30, 0", "3, 0, 30", "4, 100, 100"})
  void shouldLookLikeOneStream(long seed, int lossPerMille, int reorderPerMille) {
    Random random = new Random(seed);
    TestSlot slot = new TestSlot(60_000, SlotSpec.Kind.VIDEO, CODECS);
    publish(random);
    Receiver receiver = new Receiver(slot, lossPerMille + reorderPerMille == 0);
    for (long tick = 1; tick < 200_000 && receiver.changes < 10_000; tick++) {
      long nowNanos = tick * 33 * MILLIS;
      for (RandomLayer layer : layers) {
        layer.send(random, lossPerMille, reorderPerMille, nowNanos);
      }
      if (random.nextInt(3) == 0) {
        Source source = random.nextInt(20) == 0 ? null : sources.get(random.nextInt(SOURCES));
        slot.show(source, random.nextInt(LAYERS), nowNanos);
      }
      if (slot.sent.size() > 300) {
        receiver.check(200);
      }
    }
    assertThat(receiver.changes).isGreaterThanOrEqualTo(10_000);
    assertThat(receiver.checked).isGreaterThan(40_000);
  }

  private void publish(Random random) {
    for (int i = 0; i < SOURCES; i++) {
      Source source = new Source(i + 1, SourceKind.CAMERA, CODECS, LAYERS);
      sources.add(source);
      for (int j = 0; j < LAYERS; j++) {
        int number = i * LAYERS + j;
        TestLayer layer = new TestLayer('A' + number, 100 + number, random.nextInt(), CODECS);
        layers.add(new RandomLayer(layer, random.nextInt(1 << 16)));
        source.put(j, layer.stream, 0);
      }
    }
  }

  /** Sends a packet a tick, a key frame when asked and now and then without. */
  private static final class RandomLayer {
    private final TestLayer layer;
    private long sequence;
    private @Nullable RtpPacket held;

    RandomLayer(TestLayer layer, long first) {
      this.layer = layer;
      sequence = first;
      held = layer.video(VP8, first, false);
    }

    void send(Random random, int lossPerMille, int reorderPerMille, long nowNanos) {
      KeyFrameRequester keyFrames = layer.stream.keyFrames();
      boolean key = random.nextInt(5) == 0;
      if (keyFrames.isDue(nowNanos)) {
        keyFrames.sent(nowNanos);
        key = true;
      }
      sequence++;
      RtpPacket packet =
          !key && random.nextInt(25) == 0
              ? layer.padding(VP8, sequence)
              : layer.video(VP8, sequence, key);
      int luck = random.nextInt(1_000);
      if (luck < lossPerMille) {
        return;
      }
      if (luck < lossPerMille + reorderPerMille && held == null) {
        held = packet;
      } else {
        layer.deliver(packet, nowNanos);
        if (held != null && random.nextInt(3) == 0) {
          layer.deliver(held, nowNanos);
          held = null;
        }
      }
    }
  }

  /** A small model of what a receiver and its decoder expect. */
  private static final class Receiver {
    private final TestSlot slot;
    private final boolean lossless;
    private TestSlot.@Nullable Sent previous;
    private int checked;
    private int changes;

    Receiver(TestSlot slot, boolean lossless) {
      this.slot = slot;
      this.lossless = lossless;
    }

    /** Checks the oldest packets, in the order of their numbers, and forgets them. */
    void check(int count) {
      slot.sent.sort(Comparator.comparingLong(TestSlot.Sent::sequence));
      for (TestSlot.Sent sent : slot.sent.subList(0, count)) {
        if (sent.packet().payloadBytes() == 0) {
          previous = previous == null ? sent : previous;
          continue;
        }
        if (previous != null) {
          follows(previous, sent);
        }
        previous = sent;
        checked++;
      }
      slot.sent.subList(0, count).clear();
    }

    private void follows(TestSlot.Sent before, TestSlot.Sent after) {
      long step = after.sequence() - before.sequence();
      int ticks = after.packet().timestamp() - before.packet().timestamp();
      int pictures = (after.mark().pictureId() - before.mark().pictureId()) & 0x7fff;
      assertThat(ticks).as("ticks to %s", after).isPositive();
      assertThat(after.packet().csrc(0)).isEqualTo(1 + (after.name() - 'A') / LAYERS);
      if (lossless) {
        assertThat(step).as("step to %s", after).isEqualTo(1);
      }
      assertThat(step).isPositive();
      if (Objects.equals(after.stretch(), before.stretch())) {
        int originals = (after.original() - before.original()) & 0xff_ffff;
        assertThat(pictures).isEqualTo(originals & 0x7fff);
        assertThat(ticks).isEqualTo(originals * 3_000);
        assertThat(step).isLessThanOrEqualTo(originals);
      } else {
        changes++;
        assertThat(after.mark().keyFrame()).as("key frame at %s", after).isTrue();
        assertThat(pictures).as("pictures to %s", after).isBetween(1, 200);
      }
    }
  }
}
