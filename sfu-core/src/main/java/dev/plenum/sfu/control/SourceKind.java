package dev.plenum.sfu.control;

/** What a source is. */
public enum SourceKind {
  MICROPHONE,
  CAMERA,
  SCREEN,
  /** The sound of a shared screen: a source of its own, outside the loudest few. */
  SCREEN_AUDIO;

  public boolean isVideo() {
    return this == CAMERA || this == SCREEN;
  }
}
