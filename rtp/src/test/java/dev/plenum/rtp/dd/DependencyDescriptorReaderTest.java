package dev.plenum.rtp.dd;

import static dev.plenum.rtp.dd.DependencyDescriptorReader.Result.MALFORMED;
import static dev.plenum.rtp.dd.DependencyDescriptorReader.Result.OK;
import static dev.plenum.rtp.dd.DependencyDescriptorReader.Result.UNKNOWN_STRUCTURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.Embedded;
import dev.plenum.rtp.Hex;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DependencyDescriptorReaderTest {
  /**
   * A key frame of Chrome's AV1 in L3T3, out of LiveKit's dependencydescriptorextension_test.go.
   */
  private static final String L3T3_KEY_FRAME =
      "c1017280081485214eafffaaaa863cf0430c10c302afc0aaa0063c00430010c002a000a80006000040001d954926"
          + "e082b04a0941b820ac1282503157f974000ca864330e222222eca8655304224230eca877530077004200ef"
          + "008601df010d";

  private final DependencyDescriptorReader reader = new DependencyDescriptorReader();
  private final DependencyDescriptor descriptor = new DependencyDescriptor();

  @Test
  void shouldReadStructureThatChromeSends() {
    assertThat(read(L3T3_KEY_FRAME)).isEqualTo(OK);
    assertThat(descriptor.startOfFrame()).isTrue();
    assertThat(descriptor.endOfFrame()).isTrue();
    assertThat(descriptor.frameNumber()).isEqualTo(0x0172);
    assertThat(descriptor.structureAttached()).isTrue();

    DependencyStructure structure = Objects.requireNonNull(reader.structure());
    assertThat(descriptor.structure()).isSameAs(structure);
    assertThat(structure.decodeTargetCount()).isEqualTo(9);
    assertThat(structure.chainCount()).isEqualTo(3);
    assertThat(structure.spatialLayerCount()).isEqualTo(3);
    assertThat(targetLayers(structure)).isEqualTo("00 01 02 10 11 12 20 21 22");
    assertThat(protectingChains(structure)).isEqualTo("000111222");
    assertThat(structure.width(0)).isEqualTo(120);
    assertThat(structure.height(0)).isEqualTo(67);
    assertThat(structure.width(2)).isEqualTo(480);
    assertThat(structure.height(2)).isEqualTo(270);
    assertThat(descriptor.activeDecodeTargets()).isEqualTo(0x1ff);
    assertThat(structure.allDecodeTargets()).isEqualTo(0x1ff);
  }

  @Test
  void shouldFollowTemplatesOfTheStructureBefore() {
    read(L3T3_KEY_FRAME);

    // From the same capture: the picture's other layers, then frames of upper temporal layers.
    assertThat(read("860173")).isEqualTo(OK);
    assertThat(descriptor.startOfFrame()).isTrue();
    assertThat(descriptor.endOfFrame()).isFalse();
    assertThat(descriptor.spatialId()).isEqualTo(1);
    assertThat(descriptor.temporalId()).isZero();
    assertThat(descriptor.frameDiffCount()).isEqualTo(1);
    assertThat(descriptor.frameDiff(0)).isEqualTo(1);
    assertThat(descriptor.structureAttached()).isFalse();

    assertThat(read("8b0174")).isEqualTo(OK);
    assertThat(descriptor.spatialId()).isEqualTo(2);
    assertThat(read("c30175")).isEqualTo(OK);
    assertThat(descriptor.spatialId()).isZero();
    assertThat(descriptor.temporalId()).isEqualTo(2);
  }

  @Test
  void shouldReadActiveDecodeTargetsThatChange() {
    read(L3T3_KEY_FRAME);

    // Only the flag for active decode targets, then nine bits that leave out the largest size.
    assertThat(read("860173 40fc")).isEqualTo(OK);
    assertThat(descriptor.activeDecodeTargetsAttached()).isTrue();
    assertThat(descriptor.activeDecodeTargets()).isEqualTo(0x03f);

    assertThat(read("c30175")).isEqualTo(OK);
    assertThat(descriptor.activeDecodeTargetsAttached()).isFalse();
    assertThat(descriptor.activeDecodeTargets()).isEqualTo(0x03f);

    assertThat(read(L3T3_KEY_FRAME)).isEqualTo(OK);
    assertThat(descriptor.activeDecodeTargets()).isEqualTo(0x1ff);
  }

  @Test
  void shouldReadTheFirstBytesWithoutAStructure() {
    assertThat(read("460173")).isEqualTo(UNKNOWN_STRUCTURE);
    assertThat(descriptor.startOfFrame()).isFalse();
    assertThat(descriptor.endOfFrame()).isTrue();
    assertThat(descriptor.templateId()).isEqualTo(6);
    assertThat(descriptor.frameNumber()).isEqualTo(0x0173);
    assertThat(descriptor.structure()).isNull();
  }

  @Test
  void shouldNotKnowTemplatesOfAnotherStructure() {
    read(L3T3_KEY_FRAME);
    assertThat(read("bf0173")).isEqualTo(UNKNOWN_STRUCTURE);
  }

  @Test
  void shouldRefuseEveryDescriptorCutShort() {
    byte[] whole = Hex.bytes(L3T3_KEY_FRAME);
    for (int length = 0; length < whole.length; length++) {
      byte[] bytes = Embedded.between((byte) 0xff, Arrays.copyOf(whole, length));
      DependencyDescriptorReader.Result result =
          new DependencyDescriptorReader().read(bytes, Embedded.OFFSET, length, descriptor);
      assertThat(result).isEqualTo(length == 3 ? UNKNOWN_STRUCTURE : MALFORMED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c00001 8000 6aaaaaaaaaaaaaaaaaaa", // spatial layers without an end
        "c00001 8000 5555555555555555", // temporal layers without an end
        "c00001 8000 00000000000000000000000000000000000000000000", // templates without an end
        "d00001 8000 e0", // a template that its own structure does not have
      })
  void shouldRefuseStructuresThatMakeNoSense(String hex) {
    assertThat(read(hex)).isEqualTo(MALFORMED);
    assertThat(reader.structure()).isNull();
  }

  @Test
  void shouldRefuseFrameDiffsWithoutAnEnd() {
    read(L3T3_KEY_FRAME);
    assertThat(read("860173 17", "ff".repeat(40))).isEqualTo(MALFORMED);
  }

  private DependencyDescriptorReader.Result read(String... hex) {
    byte[] element = Hex.bytes(hex);
    byte[] bytes = Embedded.between((byte) 0xff, element);
    return reader.read(bytes, Embedded.OFFSET, element.length, descriptor);
  }

  private static String targetLayers(DependencyStructure structure) {
    return IntStream.range(0, structure.decodeTargetCount())
        .mapToObj(
            target ->
                structure.decodeTargetSpatialId(target)
                    + ""
                    + structure.decodeTargetTemporalId(target))
        .collect(Collectors.joining(" "));
  }

  private static String protectingChains(DependencyStructure structure) {
    return IntStream.range(0, structure.decodeTargetCount())
        .mapToObj(target -> String.valueOf(structure.protectingChain(target)))
        .collect(Collectors.joining());
  }
}
