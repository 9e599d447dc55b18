package dev.plenum.bwe.orchestration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An encoding that a source can send: an {@code RTCRtpEncodingParameters} of its sender.
 *
 * @param rid empty without simulcast
 * @param heightPixels of its picture
 * @param scale {@code scaleResolutionDownBy} that makes the picture so
 * @param candidateBps the bit rates it may be given; its measured one for a publisher that cannot
 *     be told
 */
public record Encoding(String rid, int heightPixels, double scale, List<Long> candidateBps) {
  private static final List<Long> SMALL = List.of(100_000L, 300_000L);
  private static final List<Long> MIDDLE = List.of(400_000L, 500_000L, 600_000L, 800_000L);
  private static final List<Long> LARGE = List.of(1_000_000L, 1_300_000L, 1_500_000L);
  private static final List<Long> LARGEST =
      List.of(1_000_000L, 1_300_000L, 1_500_000L, 2_000_000L, 2_500_000L);

  public Encoding {
    List<Long> rising = new ArrayList<>(candidateBps);
    rising.sort(Comparator.naturalOrder());
    candidateBps = List.copyOf(rising);
  }

  /** With the paper's bit rates for the size of picture, and two more above its largest. */
  public static Encoding of(String rid, int heightPixels, double scale) {
    return new Encoding(rid, heightPixels, scale, usualBps(heightPixels));
  }

  private static List<Long> usualBps(int heightPixels) {
    if (heightPixels <= 240) {
      return SMALL;
    }
    if (heightPixels <= 540) {
      return MIDDLE;
    }
    return heightPixels <= 720 ? LARGE : LARGEST;
  }
}
