package dev.plenum.signaling.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The {@code a=} lines of a session or of an m-line, in order. */
public record Attributes(List<Attribute> list) {

  public static final Attributes NONE = new Attributes(List.of());

  public Attributes {
    list = List.copyOf(list);
  }

  /** Those of one kind, in order. */
  public <T extends Attribute> List<T> all(Class<T> kind) {
    var found = new ArrayList<T>();
    for (Attribute attribute : list) {
      if (kind.isInstance(attribute)) {
        found.add(kind.cast(attribute));
      }
    }
    return found;
  }

  /** The first of one kind. */
  public <T extends Attribute> Optional<T> first(Class<T> kind) {
    for (Attribute attribute : list) {
      if (kind.isInstance(attribute)) {
        return Optional.of(kind.cast(attribute));
      }
    }
    return Optional.empty();
  }

  /** The value of the first attribute of this key. */
  public Optional<String> value(String key) {
    for (Attribute attribute : list) {
      if (attribute.key().equals(key)) {
        return Optional.of(attribute.value());
      }
    }
    return Optional.empty();
  }

  public boolean has(String key) {
    return value(key).isPresent();
  }
}
