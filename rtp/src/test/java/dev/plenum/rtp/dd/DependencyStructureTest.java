package dev.plenum.rtp.dd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DependencyStructureTest {
  @Test
  void shouldPlaceDecodeTargetsInTheirHighestLayers() {
    DependencyStructure structure = Structures.l2t2Key();
    assertThat(structure.decodeTargetSpatialId(1)).isZero();
    assertThat(structure.decodeTargetTemporalId(1)).isEqualTo(1);
    assertThat(structure.decodeTargetSpatialId(2)).isEqualTo(1);
    assertThat(structure.decodeTargetTemporalId(2)).isZero();
    assertThat(structure.allDecodeTargets()).isEqualTo(0b1111);
    assertThat(structure.protectingChain(2)).isEqualTo(1);
    assertThat(structure.height(1)).isEqualTo(360);
  }

  @Test
  void shouldDoWithoutChainsAndSizes() {
    DependencyStructure structure = Structures.withoutChains();
    assertThat(structure.protectingChain(1)).isEqualTo(-1);
    assertThat(structure.hasSizes()).isFalse();
    assertThat(structure.width(0)).isZero();
    assertThat(structure.height(0)).isZero();
  }

  @Test
  void shouldReadIndicationsByTheirLetters() {
    FrameTemplate template = FrameTemplate.of(0, 0, "-DSR", new int[] {}, new int[] {});
    assertThat(template.indication(0)).isEqualTo(DecodeTargetIndication.NOT_PRESENT);
    assertThat(template.indication(1)).isEqualTo(DecodeTargetIndication.DISCARDABLE);
    assertThat(template.indication(2)).isEqualTo(DecodeTargetIndication.SWITCH);
    assertThat(template.indication(3)).isEqualTo(DecodeTargetIndication.REQUIRED);
    assertThatThrownBy(() -> FrameTemplate.of(0, 0, "X", new int[] {}, new int[] {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldMaskAll32DecodeTargets() {
    FrameTemplate template =
        FrameTemplate.of(0, 0, "S".repeat(31) + "R", new int[] {}, new int[] {});
    DependencyStructure structure =
        new DependencyStructure(0, 32, 0, List.of(template), new int[] {}, null);
    assertThat(structure.allDecodeTargets()).isEqualTo(-1);
    assertThat(template.indication(30)).isEqualTo(DecodeTargetIndication.SWITCH);
    assertThat(template.indication(31)).isEqualTo(DecodeTargetIndication.REQUIRED);
  }

  @Test
  void shouldRefuseTemplatesOutOfOrder() {
    assertRefused(layer(0, 1));
    assertRefused(layer(0, 0), layer(0, 2));
    assertRefused(layer(0, 0), layer(0, 1), layer(0, 0));
    assertRefused(layer(0, 0), layer(1, 1));
    assertRefused(layer(0, 0), layer(2, 0));
  }

  private static FrameTemplate layer(int spatialId, int temporalId) {
    return FrameTemplate.of(spatialId, temporalId, "S", new int[] {}, new int[] {});
  }

  private static void assertRefused(FrameTemplate... templates) {
    assertThatThrownBy(
            () -> new DependencyStructure(0, 1, 0, List.of(templates), new int[] {}, null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
