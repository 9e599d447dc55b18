package dev.plenum.sfu.transport;

import dev.plenum.sfu.control.PublishSpec;
import dev.plenum.sfu.stream.Source;

/** An m-line on which a participant sends, and the source that comes of it. */
public record Publication(PublishSpec spec, Source source) {

  /**
   * Index of the layer with this restriction id; 0 is the smallest picture, −1 if there is none.
   */
  int layerOf(String rid) {
    return spec.rids().isEmpty() ? 0 : spec.rids().indexOf(rid);
  }
}
