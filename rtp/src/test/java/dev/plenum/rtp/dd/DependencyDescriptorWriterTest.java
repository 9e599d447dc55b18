package dev.plenum.rtp.dd;

import static dev.plenum.rtp.dd.DependencyDescriptorReader.Result.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plenum.rtp.Hex;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DependencyDescriptorWriterTest {
  private final DependencyDescriptorWriter writer = new DependencyDescriptorWriter();
  private final DependencyDescriptorReader reader = new DependencyDescriptorReader();
  private final DependencyDescriptor read = new DependencyDescriptor();
  private final byte[] bytes = new byte[1_000];

  static Stream<DependencyStructure> structures() {
    return Stream.of(
        Structures.l1t1(63), Structures.l1t3(), Structures.l2t2Key(), Structures.withoutChains());
  }

  @Test
  void shouldWriteWhatTheSpecificationSays() {
    DependencyDescriptor frame = frame(Structures.l1t1(0), 0);
    frame.structureAttached = true;
    frame.frameNumber(1);

    int length = writer.write(frame, bytes, 0);
    assertThat(Arrays.copyOf(bytes, length))
        .isEqualTo(
            bits(
                "11 000000 0000000000000001", // first and last packet, template 0, frame 1
                "10000", // with a structure
                "000000 00000", // offset 0, one decode target
                "00 11", // a second template of the same layer, no more
                "10 10", // switching points both
                "0 1 0000 0", // no frame diff; one of 1
                "1 0000 0001", // one chain in ns(2), protects target 0 in ns(1); chain diffs
                "0")); // no sizes
  }

  @ParameterizedTest
  @MethodSource("structures")
  void shouldReadTheStructureItWrites(DependencyStructure structure) {
    DependencyDescriptor frame = frame(structure, 0);
    frame.structureAttached = true;
    assertThat(writeAndRead(frame)).isGreaterThan(3);

    assertThat(read.structureAttached()).isTrue();
    assertThat(read.structure()).usingRecursiveComparison().isEqualTo(structure);
    assertThat(read.activeDecodeTargets()).isEqualTo(structure.allDecodeTargets());
    assertThat(read.activeDecodeTargetsAttached()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("structures")
  void shouldNeedThreeBytesForFramesLikeTheirTemplates(DependencyStructure structure) {
    learn(structure);
    for (int index = 0; index < structure.templateCount(); index++) {
      assertThat(writeAndRead(frame(structure, index))).isEqualTo(3);
      assertThat(read.templateId()).isEqualTo(structure.templateIdOffset() + index & 0x3f);
    }
  }

  @Test
  void shouldTellActiveDecodeTargetsWithAStructureOnlyIfSomeAreOff() {
    DependencyDescriptor frame = frame(Structures.l2t2Key(), 0);
    frame.structureAttached = true;
    frame.activeDecodeTargets = 0b0011;
    writeAndRead(frame);
    assertThat(read.activeDecodeTargetsAttached()).isTrue();
    assertThat(read.activeDecodeTargets()).isEqualTo(0b0011);

    DependencyDescriptor later = frame(Structures.l2t2Key(), 1);
    later.activeDecodeTargets(0b1111);
    writeAndRead(later);
    assertThat(read.activeDecodeTargets()).isEqualTo(0b1111);
  }

  @Test
  void shouldKeepTheNewerStructureWhereAnOlderOneComesLate() {
    learn(Structures.l1t3(), 100);
    learn(Structures.l1t1(32), 99);
    assertThat(read.structure()).usingRecursiveComparison().isEqualTo(Structures.l1t1(32));
    assertThat(reader.structure()).usingRecursiveComparison().isEqualTo(Structures.l1t3());

    // Far behind: a sender that started anew.
    learn(Structures.l1t1(32), 50_000);
    assertThat(reader.structure()).usingRecursiveComparison().isEqualTo(Structures.l1t1(32));
  }

  @Test
  void shouldRewriteTheFrameNumberInPlace() {
    learn(Structures.l1t3());
    int length = writer.write(frame(Structures.l1t3(), 2), bytes, 4);
    DependencyDescriptorWriter.writeFrameNumber(bytes, 4, 0xfffe);
    assertThat(reader.read(bytes, 4, length, read)).isEqualTo(OK);
    assertThat(read.frameNumber()).isEqualTo(0xfffe);
    assertThat(read.temporalId()).isEqualTo(1);
  }

  @Test
  void shouldRefuseFramesThatNoTemplateFits() {
    DependencyDescriptor frame = frame(Structures.l1t3(), 0);
    frame.spatialId = 1;
    assertThatThrownBy(() -> writer.write(frame, bytes, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.write(new DependencyDescriptor(), bytes, 0))
        .isInstanceOf(NullPointerException.class);
  }

  @Property(tries = 500)
  void shouldReadFramesThatDifferFromEveryTemplate(
      @ForAll @IntRange(max = 5) int template, @ForAll long seed) {
    DependencyStructure structure = Structures.l2t2Key();
    learn(structure);
    Random random = new Random(seed);
    DependencyDescriptor frame = frame(structure, template);
    frame.startOfFrame = random.nextBoolean();
    frame.frameNumber(random.nextInt());
    if (random.nextBoolean()) {
      frame.indications = random.nextInt(1 << 8);
    }
    if (random.nextBoolean()) {
      frame.frameDiffCount = random.nextInt(17);
      for (int i = 0; i < frame.frameDiffCount; i++) {
        frame.frameDiffs[i] = 1 + random.nextInt(1 << (4 * (1 + random.nextInt(3))));
      }
    }
    if (random.nextBoolean()) {
      frame.chainDiffs[0] = random.nextInt(256);
      frame.chainDiffs[1] = random.nextInt(256);
    }
    if (random.nextBoolean()) {
      frame.activeDecodeTargets(random.nextInt(16));
    }
    writeAndRead(frame);

    assertThat(read)
        .usingRecursiveComparison()
        .ignoringFields("templateId", "frameDiffs", "activeDecodeTargets")
        .isEqualTo(frame);
    assertThat(Arrays.copyOf(read.frameDiffs, read.frameDiffCount))
        .isEqualTo(Arrays.copyOf(frame.frameDiffs, frame.frameDiffCount));
    if (frame.activeDecodeTargetsAttached()) {
      assertThat(read.activeDecodeTargets()).isEqualTo(frame.activeDecodeTargets());
    }
  }

  private static DependencyDescriptor frame(DependencyStructure structure, int template) {
    DependencyDescriptor frame = new DependencyDescriptor();
    frame.structure = structure;
    frame.startOfFrame = true;
    frame.endOfFrame = true;
    frame.activeDecodeTargets = structure.allDecodeTargets();
    frame.follow(structure.template(template));
    return frame;
  }

  private void learn(DependencyStructure structure) {
    learn(structure, 0);
  }

  private void learn(DependencyStructure structure, int frameNumber) {
    DependencyDescriptor frame = frame(structure, 0);
    frame.structureAttached = true;
    frame.frameNumber(frameNumber);
    writeAndRead(frame);
  }

  private int writeAndRead(DependencyDescriptor frame) {
    int length = writer.write(frame, bytes, 5);
    assertThat(reader.read(bytes, 5, length, read)).isEqualTo(OK);
    return length;
  }

  private static byte[] bits(String... fields) {
    String all = String.join("", fields).replace(" ", "");
    String filledUp = all + "0".repeat(-all.length() & 7);
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < filledUp.length(); i += 4) {
      hex.append(Integer.toHexString(Integer.parseInt(filledUp.substring(i, i + 4), 2)));
    }
    return Hex.bytes(hex.toString());
  }
}
