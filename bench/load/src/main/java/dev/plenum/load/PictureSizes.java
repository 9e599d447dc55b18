package dev.plenum.load;

import java.util.Random;

/** How large a camera's pictures are, payload descriptors apart. */
interface PictureSizes {

  /** The next picture's, in bytes. */
  int next(boolean key);

  /** Pictures that fill so many packets to the last byte, key frames as well. */
  static PictureSizes packets(int packets) {
    return _ -> packets * Camera.CONTENT_BYTES;
  }

  /** Sizes that vary around a mean, with key frames as much larger as a real encoder makes them. */
  static PictureSizes around(int meanBytes, Random random) {
    return key -> {
      double factor = 1 + Varying.SPREAD * (2 * random.nextDouble() - 1);
      return (int) (factor * (key ? Varying.KEY_FRAME_FACTOR * meanBytes : meanBytes));
    };
  }

  /** Figures of {@link #around}. */
  final class Varying {
    /** A key frame of a talking head has some eight times the bytes of another picture. */
    private static final int KEY_FRAME_FACTOR = 8;

    /** Most that a picture differs from the mean, in each direction. */
    private static final double SPREAD = 0.5;

    private Varying() {}
  }
}
