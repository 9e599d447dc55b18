package dev.plenum.signaling.negotiation;

import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.PublishSpec;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.signaling.sdp.ExtMap;
import dev.plenum.signaling.sdp.Rid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about one m-line.
 *
 * @param formats those accepted, first is preferred
 * @param rids the simulcast layers that are received; empty without simulcast
 * @param slot null where the server sends nothing
 */
record LineAnswer(
    OfferedLine line,
    LineRole role,
    List<OfferedFormat> formats,
    List<ExtMap> extensions,
    List<Rid> rids,
    @Nullable SlotSpec slot) {

  static LineAnswer of(
      OfferedLine line, LineRole role, ExtensionTable extensions, SlotAllocation slots) {
    List<OfferedFormat> formats = List.copyOf(line.formatsFor(role));
    SlotSpec.Kind kind = role.slot();
    return new LineAnswer(
        line,
        role,
        formats,
        extensions.accept(line, role),
        role.publishes() == null ? List.of() : SimulcastChoice.of(line.section()),
        kind == null ? null : slots.slot(line.mid(), kind, formats));
  }

  /**
   * @param csrcs the number of every kind that may be published
   */
  Optional<PublishSpec> publishes(Map<SourceKind, Integer> csrcs) {
    return Optional.ofNullable(role.publishes())
        .map(
            kind ->
                new PublishSpec(
                    line.mid(),
                    csrcs.getOrDefault(kind, 0),
                    kind,
                    role.encrypted(),
                    codecs(),
                    rids.stream().map(Rid::id).toList(),
                    rids.isEmpty() ? AnnouncedStreams.of(line.section()) : List.of()));
  }

  private List<CodecSpec> codecs() {
    return formats.stream().map(OfferedFormat::spec).toList();
  }
}
