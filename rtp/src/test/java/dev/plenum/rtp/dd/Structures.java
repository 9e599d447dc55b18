package dev.plenum.rtp.dd;

import java.util.List;

/**
 * Structures of scalability modes, as the AV1 RTP payload format lays them out in A.8.3 and its
 * examples.
 */
final class Structures {
  private Structures() {}

  /** L1T1: one layer, every frame refers to the one before. */
  static DependencyStructure l1t1(int templateIdOffset) {
    return new DependencyStructure(
        templateIdOffset,
        1,
        1,
        List.of(
            FrameTemplate.of(0, 0, "S", new int[] {}, new int[] {0}),
            FrameTemplate.of(0, 0, "S", new int[] {1}, new int[] {1})),
        new int[] {0},
        null);
  }

  /** L1T3: three temporal layers, frames of the upper ones discardable or switching points. */
  static DependencyStructure l1t3() {
    return new DependencyStructure(
        0,
        3,
        1,
        List.of(
            FrameTemplate.of(0, 0, "SSS", new int[] {}, new int[] {0}),
            FrameTemplate.of(0, 0, "SSS", new int[] {4}, new int[] {4}),
            FrameTemplate.of(0, 1, "-DS", new int[] {2}, new int[] {2}),
            FrameTemplate.of(0, 2, "--D", new int[] {1}, new int[] {1}),
            FrameTemplate.of(0, 2, "--D", new int[] {1}, new int[] {3})),
        new int[] {0, 0, 0},
        new int[] {640, 360});
  }

  /**
   * L2T2 with key-frame dependency: two spatial layers that lean on each other in key pictures
   * only.
   */
  static DependencyStructure l2t2Key() {
    return new DependencyStructure(
        60,
        4,
        2,
        List.of(
            FrameTemplate.of(0, 0, "SSRR", new int[] {}, new int[] {0, 0}),
            FrameTemplate.of(0, 0, "SS--", new int[] {4}, new int[] {4, 3}),
            FrameTemplate.of(0, 1, "-D--", new int[] {2}, new int[] {2, 1}),
            FrameTemplate.of(1, 0, "--SS", new int[] {1}, new int[] {1, 1}),
            FrameTemplate.of(1, 0, "--SS", new int[] {4}, new int[] {1, 4}),
            FrameTemplate.of(1, 1, "---D", new int[] {2}, new int[] {3, 2})),
        new int[] {0, 0, 1, 1},
        new int[] {320, 180, 640, 360});
  }

  /** Two decode targets and no chain. */
  static DependencyStructure withoutChains() {
    return new DependencyStructure(
        7,
        2,
        0,
        List.of(
            FrameTemplate.of(0, 0, "SS", new int[] {}, new int[] {}),
            FrameTemplate.of(0, 1, "-R", new int[] {1, 16}, new int[] {})),
        new int[] {},
        null);
  }
}
