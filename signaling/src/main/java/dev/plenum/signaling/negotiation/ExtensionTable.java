package dev.plenum.signaling.negotiation;

import dev.plenum.rtp.HeaderExtension;
import dev.plenum.signaling.sdp.ExtMap;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The header extensions of a bundle. Ids hold for all of its m-lines (RFC 9143 section 12), so
 * where two m-lines disagree, the first one wins and the other goes without.
 */
final class ExtensionTable {

  private static final Set<HeaderExtension> ANY_AUDIO =
      EnumSet.of(
          HeaderExtension.MID,
          HeaderExtension.AUDIO_LEVEL,
          HeaderExtension.ABS_SEND_TIME,
          HeaderExtension.TRANSPORT_SEQUENCE,
          HeaderExtension.ABS_CAPTURE_TIME);

  private static final Set<HeaderExtension> ANY_VIDEO =
      EnumSet.of(
          HeaderExtension.MID,
          HeaderExtension.ABS_SEND_TIME,
          HeaderExtension.TRANSPORT_SEQUENCE,
          HeaderExtension.ABS_CAPTURE_TIME,
          HeaderExtension.VIDEO_ORIENTATION,
          HeaderExtension.DEPENDENCY_DESCRIPTOR);

  private static final Set<HeaderExtension> PUBLISHED_VIDEO =
      EnumSet.of(
          HeaderExtension.RTP_STREAM_ID,
          HeaderExtension.REPAIRED_RTP_STREAM_ID,
          HeaderExtension.VIDEO_LAYERS_ALLOCATION);

  private static final Set<HeaderExtension> SLOT_VIDEO = EnumSet.of(HeaderExtension.PLAYOUT_DELAY);

  private final Map<HeaderExtension, Integer> ids = new EnumMap<>(HeaderExtension.class);
  private final Map<Integer, HeaderExtension> owners = new HashMap<>();
  private final Map<Question, List<ExtMap>> answers = new HashMap<>();
  private final Offer offer;
  private final boolean absSendTimeIsNeeded;

  /** What is asked of an m-line; the slots of an offer all ask the same, and get one answer. */
  private record Question(List<ExtMap> offered, boolean isVideo, LineRole role) {}

  ExtensionTable(Offer offer) {
    this.offer = offer;
    absSendTimeIsNeeded = !offer.hasTransportFeedback();
  }

  /** What the answer says of an m-line's extensions, each once. */
  List<ExtMap> accept(OfferedLine line, LineRole role) {
    return answers.computeIfAbsent(
        new Question(offer.extensions(line.section()), line.isVideo(), role), this::accept);
  }

  private List<ExtMap> accept(Question question) {
    var accepted = new ArrayList<ExtMap>();
    var named = EnumSet.noneOf(HeaderExtension.class);
    for (ExtMap offered : question.offered()) {
      HeaderExtension.ofUri(offered.uri())
          .filter(extension -> isWanted(extension, offered, question))
          .filter(extension -> claim(extension, offered.id()))
          .filter(named::add)
          .ifPresent(
              extension ->
                  accepted.add(
                      new ExtMap(offered.id(), offered.direction().reversed(), offered.uri(), "")));
    }
    return accepted;
  }

  private boolean isWanted(HeaderExtension extension, ExtMap offered, Question question) {
    LineRole role = question.role();
    if (extension == HeaderExtension.ABS_SEND_TIME && !absSendTimeIsNeeded) {
      return false;
    }
    boolean both = (question.isVideo() ? ANY_VIDEO : ANY_AUDIO).contains(extension);
    boolean in = both || (question.isVideo() && PUBLISHED_VIDEO.contains(extension));
    boolean out = both || (question.isVideo() && SLOT_VIDEO.contains(extension));
    return (role.publishes() != null && in && offered.direction().sends())
        || (role.slot() != null && out && offered.direction().receives());
  }

  private boolean claim(HeaderExtension extension, int id) {
    if (id > ExtMap.MAX_ID) {
      return false;
    }
    if (!ids.containsKey(extension) && !owners.containsKey(id)) {
      ids.put(extension, id);
      owners.put(id, extension);
    }
    return ids.getOrDefault(extension, 0) == id;
  }

  /** The ids by which the media plane finds what was accepted anywhere. */
  Map<HeaderExtension, Integer> ids() {
    return ids;
  }
}
