package dev.plenum.signaling.sdp;

import java.util.List;
import java.util.Optional;

/** An offer or an answer: the session's attributes and its m-lines in order. */
public record SessionDescription(Origin origin, Attributes attributes, List<MediaSection> media) {

  public SessionDescription {
    media = List.copyOf(media);
  }

  /** The first attribute of a kind at the m-line, else at the session. */
  public <T extends Attribute> Optional<T> first(MediaSection section, Class<T> kind) {
    return section.attributes().first(kind).or(() -> attributes.first(kind));
  }

  /** The value of an attribute at the m-line, else at the session. */
  public Optional<String> value(MediaSection section, String key) {
    return section.attributes().value(key).or(() -> attributes.value(key));
  }
}
