package dev.plenum.load;

import java.util.List;

/**
 * One size in which a camera's pictures are sent.
 *
 * @param rid its name in simulcast (RFC 8852), empty where there is only one
 * @param packets of 1,100 bytes that a picture fills
 * @param width in pixels
 * @param height in pixels
 */
record Layer(String rid, int packets, int width, int height) {
  /** One size: 1 Mbps at 30 pictures a second. */
  static final List<Layer> SINGLE = List.of(new Layer("", 4, 1280, 720));

  /** The smallest of {@link #SIMULCAST} alone: a quarter of a megabit at 30 pictures a second. */
  static final List<Layer> SMALL = List.of(new Layer("", 1, 320, 180));

  /** Three sizes, as the SDK has browsers send them. */
  static final List<Layer> SIMULCAST =
      List.of(
          new Layer("q", 1, 320, 180), new Layer("h", 2, 640, 360), new Layer("f", 4, 1280, 720));

  /** No camera. */
  static final List<Layer> NONE = List.of();
}
