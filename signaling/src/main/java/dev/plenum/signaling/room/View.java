package dev.plenum.signaling.room;

import dev.plenum.sfu.control.SourceKind;

/** How it is decided what a participant's video slots show. */
public sealed interface View {

  /** The client says so with {@code layout} messages. */
  record Asked() implements View {}

  /** The room decides: speakers first, stable while they stay (WHEP). */
  record Automatic() implements View {}

  /**
   * One source, with its owner's microphone (WHEP's {@code ?source=}).
   *
   * @param kind camera or screen
   */
  record One(String pid, SourceKind kind) implements View {}

  View ASKED = new Asked();
  View AUTOMATIC = new Automatic();
}
