package dev.plenum.signaling.sdp;

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
    return list.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The first of one kind. */
  public <T extends Attribute> Optional<T> first(Class<T> kind) {
    return list.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** The value of the first attribute of this key. */
  public Optional<String> value(String key) {
    return list.stream()
        .filter(attribute -> attribute.key().equals(key))
        .map(Attribute::value)
        .findFirst();
  }

  public boolean has(String key) {
    return list.stream().anyMatch(attribute -> attribute.key().equals(key));
  }
}
