package dev.plenum.signaling.sdp;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Part of a description that changes ICE alone, {@code application/trickle-ice-sdpfrag} (RFC 8840
 * section 9).
 */
public record SdpFragment(Attributes attributes, List<MediaSection> media) {

  public SdpFragment {
    media = List.copyOf(media);
  }

  /** The value of an attribute at the session, else at the first m-line that has it. */
  public Optional<String> value(String key) {
    return Stream.concat(Stream.of(attributes), media.stream().map(MediaSection::attributes))
        .flatMap(level -> level.value(key).stream())
        .findFirst();
  }
}
