package dev.plenum.sfu.control;

import java.util.List;

/**
 * An m-line on which the server sends: sources are switched onto it without renegotiation.
 *
 * @param ssrc what the answer announced
 * @param rtxSsrc 0 where no RTX was negotiated
 */
public record SlotSpec(String mid, Kind kind, int ssrc, int rtxSsrc, List<CodecSpec> codecs) {

  public SlotSpec {
    codecs = List.copyOf(codecs);
  }

  /** What may be switched onto a slot. */
  public enum Kind {
    /** One of the loudest microphones, or the microphone that the layout pins. */
    AUDIO,
    SCREEN_AUDIO,
    /** A camera or a screen. */
    VIDEO
  }
}
