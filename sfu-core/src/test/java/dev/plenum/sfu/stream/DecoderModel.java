package dev.plenum.sfu.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.HeaderExtension;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.rtp.codec.FrameMark;
import dev.plenum.rtp.dd.DependencyDescriptor;
import dev.plenum.rtp.dd.DependencyDescriptorReader;
import dev.plenum.sfu.control.SlotSpec;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of model frames that knows what each refers to. It checks, in the order of sequence
 * numbers, that no number is missing whose packet arrived, that no frame comes whose references
 * were left out, that markers end pictures, and that the numbers by which a real decoder tells all
 * that count on.
 *
 * <p>An <em>epoch</em> is what one stream showed from one switch to the next.
 */
final class DecoderModel implements Watcher {
  private final TestSlot slot;
  private final List<ModelEncoder> encoders;
  private final Codec codec;
  private final boolean described;
  private final boolean lossless;
  private final DependencyDescriptorReader descriptors = new DependencyDescriptorReader();
  private final DependencyDescriptor descriptor = new DependencyDescriptor();
  private final FrameMark mark = new FrameMark();
  private final Map<TimestampMap, Integer> epochNumbers = new HashMap<>();
  private final Set<Long> arrived = new HashSet<>();
  private final Set<Long> arrivedNumbers = new HashSet<>();
  private int forgotten;
  private final Map<Integer, Integer> delivered = new HashMap<>();
  private final Map<Integer, Integer> frameNumbers = new HashMap<>();
  private final int[] shown = new int[32];

  private @Nullable TimestampMap arrivalEpoch;
  private @Nullable TimestampMap epoch;
  private TestSlot.@Nullable Sent previous;
  private TestSlot.@Nullable Sent previousOfFrame;
  private @Nullable ModelFrame previousFrame;
  private int previousPictureId;
  private int previousTl0PicIdx;
  private int epochs;
  private int frames;
  private int checkedNumbers;

  DecoderModel(List<ModelEncoder> encoders, Codec codec, boolean described, boolean lossless) {
    this.encoders = encoders;
    this.codec = codec;
    this.described = described;
    this.lossless = lossless;
    slot =
        new TestSlot(
            60_000,
            SlotSpec.Kind.VIDEO,
            encoders.getFirst().stream.codecs(),
            described ? TestPackets.EXTENSIONS : Map.of(HeaderExtension.TRANSPORT_SEQUENCE, 3),
            this);
  }

  TestSlot slot() {
    return slot;
  }

  @Override
  public void onPacket(ReceiveStream layer, RtpPacket packet, long nowNanos) {
    int before = slot.sent.size();
    slot.onPacket(layer, packet, nowNanos);
    Stretch stretch = slot.forwarder.stretch();
    if (stretch == null || !slot.forwarder.isShowing() || stretch.layer() != layer) {
      return;
    }
    if (!stretch.timestamps().equals(arrivalEpoch)) {
      assertThat(slot.sent).as("first of the stretch").hasSize(before + 1);
      arrivalEpoch = stretch.timestamps();
    }
    arrived.add(arrival(stretch.timestamps(), idOf(packet), indexOf(packet)));
    arrivedNumbers.add(key(stretch.timestamps(), layer.sequence()));
  }

  @Override
  public boolean welcomes(long bytes, long nowNanos) {
    return slot.welcomes(bytes, nowNanos);
  }

  private long arrival(TimestampMap epoch, int id, int index) {
    return key(epoch, (long) id << 4 | index);
  }

  private long key(TimestampMap epoch, long number) {
    return (long) epochNumbers.computeIfAbsent(epoch, any -> epochNumbers.size()) << 32 | number;
  }

  /** Checks the oldest packets, in the order of their numbers, and forgets them. */
  void check(int count) {
    slot.sent.sort(Comparator.comparingLong(TestSlot.Sent::sequence));
    for (TestSlot.Sent sent : slot.sent.subList(0, count)) {
      check(sent);
      previous = sent;
      previousOfFrame = sent.packet().payloadBytes() == 0 ? previousOfFrame : sent;
    }
    slot.sent.subList(0, count).clear();
  }

  private void check(TestSlot.Sent sent) {
    TimestampMap present = sent.epoch();
    boolean begins = !present.equals(epoch);
    checkSequence(sent);
    if (sent.packet().payloadBytes() == 0) {
      return;
    }
    ModelFrame frame = frameOf(sent.packet());
    if (begins) {
      endEpoch();
      epoch = present;
      epochs++;
      assertThat(frame.key() && indexOf(sent.packet()) == 0)
          .as(
              "key frame first: %s, packet %d of number %d, before %s",
              frame, indexOf(sent.packet()), sent.sequence(), previousFrame)
          .isTrue();
    }
    boolean firstOfFrame = !delivered.containsKey(frame.id());
    int packets = delivered.merge(frame.id(), 1 << indexOf(sent.packet()), (a, b) -> a | b);
    assertThat(packets).isLessThan(1 << frame.packets());
    if (firstOfFrame) {
      frames++;
      shown[frame.spatial() * 8 + frame.temporal()]++;
      checkReferences(frame, present);
    }
    checkPicture(sent, frame, begins);
    if (sent.packet().extensionOffset(descriptorId()) >= 0) {
      checkDescriptor(sent, frame);
    } else {
      checkPayload(sent, frame, firstOfFrame, begins);
    }
    previousFrame = frame;
  }

  /** A number may be missing only where nothing arrived that it was kept for. */
  private void checkSequence(TestSlot.Sent sent) {
    if (previous == null) {
      return;
    }
    assertThat(sent.sequence()).isGreaterThan(previous.sequence());
    if (lossless) {
      assertThat(sent.sequence()).isEqualTo(previous.sequence() + 1);
    }
    SequenceRuns runs = slot.forwarder.runs();
    for (long missing = previous.sequence() + 1; missing < sent.sequence(); missing++) {
      int run = runs.runOf(missing);
      if (run >= 0) {
        Stretch stretch = runs.stretch(run);
        assertThat(arrivedNumbers)
            .as("number %d is missing, packet %d", missing, runs.in(run, missing))
            .doesNotContain(key(stretch.timestamps(), runs.in(run, missing)));
        checkedNumbers++;
      }
    }
  }

  /**
   * Where a key picture's first packet, which brings the structure, comes late, nobody can tell in
   * time what of the picture is needed; so with losses, key pictures are not looked at.
   */
  private void checkReferences(ModelFrame frame, TimestampMap present) {
    for (int reference : frame.references()) {
      ModelFrame needed = encoders.get(frame.stream()).frames.get(reference);
      boolean whole = delivered.getOrDefault(reference, 0) == (1 << needed.packets()) - 1;
      boolean vague = !lossless && described && needed.key();
      assertThat(whole || vague || !arrivedWhole(needed, present))
          .as("%s refers to %s, of which %s came", frame, needed, delivered.get(reference))
          .isTrue();
    }
  }

  private boolean arrivedWhole(ModelFrame frame, TimestampMap present) {
    for (int i = 0; i < frame.packets(); i++) {
      if (!arrived.contains(arrival(present, frame.id(), i))) {
        return false;
      }
    }
    return true;
  }

  private void checkPicture(TestSlot.Sent sent, ModelFrame frame, boolean begins) {
    if (previousOfFrame == null || previousFrame == null) {
      return;
    }
    int ticks = sent.packet().timestamp() - previousOfFrame.packet().timestamp();
    boolean same = !begins && frame.picture() == previousFrame.picture();
    if (same) {
      assertThat(ticks).isZero();
    } else {
      assertThat(ticks).as("ticks to %s behind %s", frame, previousFrame).isPositive();
    }
    if (lossless) {
      assertThat(previousOfFrame.packet().marker())
          .as("marker before %s behind %s", frame, previousFrame)
          .isEqualTo(!same);
    }
  }

  private void checkPayload(
      TestSlot.Sent sent, ModelFrame frame, boolean firstOfFrame, boolean begins) {
    RtpPacket packet = sent.packet();
    if (codec != Codec.VP8 && codec != Codec.VP9) {
      return;
    }
    assertThat(
            codec
                .parser()
                .parse(packet.bytes(), packet.payloadOffset(), packet.payloadBytes(), mark))
        .isTrue();
    ModelFrame before = previousFrame;
    if (before != null && firstOfFrame) {
      int step = (mark.pictureId() - previousPictureId) & 0x7fff;
      int tl0Step = (mark.tl0PicIdx() - previousTl0PicIdx) & 0xff;
      if (begins) {
        assertThat(step).as("picture id at switch").isBetween(1, lossless ? 1 : 64);
      } else if (codec == Codec.VP9) {
        assertThat(step).isEqualTo((frame.picture() - before.picture()) & 0x7fff);
      } else if (lossless) {
        assertThat(step).as("picture id of %s", frame).isEqualTo(1);
      } else {
        assertThat(step).isBetween(1, 64);
      }
      if (lossless) {
        boolean next = frame.temporal() == 0 && (begins || frame.picture() != before.picture());
        assertThat(tl0Step).as("TL0PICIDX of %s", frame).isEqualTo(next ? 1 : 0);
      }
    }
    previousPictureId = mark.pictureId();
    previousTl0PicIdx = mark.tl0PicIdx();
  }

  private void checkDescriptor(TestSlot.Sent sent, ModelFrame frame) {
    RtpPacket packet = sent.packet();
    int at = packet.extensionOffset(descriptorId());
    DependencyDescriptorReader.Result result =
        descriptors.read(packet.bytes(), at, packet.extensionBytes(descriptorId()), descriptor);
    if (!lossless && result == DependencyDescriptorReader.Result.UNKNOWN_STRUCTURE) {
      return;
    }
    assertThat(result).isEqualTo(DependencyDescriptorReader.Result.OK);
    if (lossless) {
      assertThat(descriptor.spatialId()).isEqualTo(frame.spatial());
      assertThat(descriptor.temporalId()).isEqualTo(frame.temporal());
    }
    Integer known = frameNumbers.putIfAbsent(frame.id(), descriptor.frameNumber());
    if (known != null) {
      assertThat(descriptor.frameNumber()).isEqualTo(known);
    }
    assertThat(descriptor.frameDiffCount()).isEqualTo(frame.references().size());
    for (int i = 0; i < descriptor.frameDiffCount(); i++) {
      Integer referred = frameNumbers.get(frame.references().get(i));
      if (referred != null) {
        assertThat((descriptor.frameNumber() - descriptor.frameDiff(i)) & 0xffff)
            .isEqualTo(referred);
      }
    }
  }

  /**
   * All that began in the epoch has come as a whole, as far as it arrived; with losses, but for key
   * pictures.
   */
  private void endEpoch() {
    TimestampMap ended = epoch;
    if (ended != null && previousFrame != null) {
      List<ModelFrame> all = encoders.get(previousFrame.stream()).frames;
      for (Map.Entry<Integer, Integer> each : delivered.entrySet()) {
        ModelFrame frame = all.get(each.getKey());
        if (arrivedWhole(frame, ended) && (lossless || !frame.key())) {
          assertThat(each.getValue()).as("whole %s", frame).isEqualTo((1 << frame.packets()) - 1);
        }
      }
    }
    delivered.clear();
    frameNumbers.clear();
    if (epochs >= forgotten + 200) {
      forgotten = epochs - 20;
      long oldest = (long) forgotten << 32;
      arrived.removeIf(key -> key < oldest);
      arrivedNumbers.removeIf(key -> key < oldest);
    }
  }

  private static int descriptorId() {
    return TestPackets.DESCRIPTOR_ID;
  }

  private ModelFrame frameOf(RtpPacket packet) {
    return encoders.get(packet.bytes()[trailer(packet)]).frames.get(idOf(packet));
  }

  private static int idOf(RtpPacket packet) {
    return (int) BigEndian.uint32(packet.bytes(), trailer(packet) + 1);
  }

  private static int indexOf(RtpPacket packet) {
    return packet.bytes()[trailer(packet) + 5];
  }

  private static int trailer(RtpPacket packet) {
    return packet.payloadOffset() + packet.payloadBytes() - ModelEncoder.TRAILER_BYTES;
  }

  int epochs() {
    return epochs;
  }

  int frames() {
    return frames;
  }

  int checkedNumbers() {
    return checkedNumbers;
  }

  /** How many frames of these layers came. */
  int shown(int spatial, int temporal) {
    return shown[spatial * 8 + temporal];
  }
}
