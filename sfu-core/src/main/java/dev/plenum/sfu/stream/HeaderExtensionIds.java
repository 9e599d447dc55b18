package dev.plenum.sfu.stream;

import dev.plenum.rtp.HeaderExtension;
import java.util.EnumMap;
import java.util.Map;

/** The negotiated ids of one transport's header extensions, for look-up per packet. Immutable. */
public final class HeaderExtensionIds {
  /** The extension is not in use. */
  public static final int ABSENT = 0;

  private final EnumMap<HeaderExtension, Integer> ids = new EnumMap<>(HeaderExtension.class);

  public HeaderExtensionIds(Map<HeaderExtension, Integer> ids) {
    this.ids.putAll(ids);
  }

  public int id(HeaderExtension extension) {
    Integer id = ids.get(extension);
    return id == null ? ABSENT : id;
  }
}
