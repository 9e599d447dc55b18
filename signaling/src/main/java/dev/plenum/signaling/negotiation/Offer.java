package dev.plenum.signaling.negotiation;

import static java.util.stream.Collectors.toMap;

import dev.plenum.rtp.HeaderExtension;
import dev.plenum.signaling.sdp.ExtMap;
import dev.plenum.signaling.sdp.Group;
import dev.plenum.signaling.sdp.MediaSection;
import dev.plenum.signaling.sdp.SdpException;
import dev.plenum.signaling.sdp.SessionDescription;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An offer with what must hold of it checked: one bundle, multiplexed RTCP, unique mids.
 *
 * @param lines the m-lines that can be accepted, by mid, in the order of the offer
 * @param bundle the mids of {@code lines} in the order of the bundle
 * @param tagged the m-line whose transport attributes are the bundle's (RFC 9143 section 7.2)
 */
record Offer(
    SessionDescription description,
    Map<String, OfferedLine> lines,
    List<String> bundle,
    MediaSection tagged) {

  /** A token (RFC 8866 section 9), of a length that a header extension can carry. */
  private static final Pattern MID = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`{|}~-]{1,32}");

  private static final Set<String> PROTOCOLS =
      Set.of("UDP/TLS/RTP/SAVPF", "UDP/TLS/RTP/SAVP", "RTP/SAVPF", "TCP/DTLS/RTP/SAVPF");

  static Offer of(SessionDescription description) {
    checkMids(description);
    Set<String> bundled = bundled(description);
    var lines = new LinkedHashMap<String, OfferedLine>();
    var read = new HashMap<OfferedFormats.Description, List<OfferedFormat>>();
    for (MediaSection section : description.media()) {
      String mid = section.mid().orElse("");
      if (bundled.contains(mid)
          && !section.isRejected()
          && PROTOCOLS.contains(section.protocol())) {
        List<OfferedFormat> formats =
            read.computeIfAbsent(OfferedFormats.Description.of(section), OfferedFormats::of);
        if (!formats.isEmpty()) {
          checkMultiplexed(section, mid);
          lines.put(mid, new OfferedLine(mid, section, formats));
        }
      }
    }
    if (lines.isEmpty()) {
      throw new SdpException(
          "no m-line can be accepted",
          "Offer audio with Opus, or video with VP8, H.264, VP9 or AV1, all in one bundle.");
    }
    List<String> bundle = bundled.stream().filter(lines::containsKey).toList();
    return new Offer(description, lines, bundle, tagged(description, bundled));
  }

  private static void checkMids(SessionDescription description) {
    var seen = new HashSet<String>();
    for (MediaSection section : description.media()) {
      section
          .mid()
          .ifPresent(
              mid -> {
                if (!MID.matcher(mid).matches()) {
                  throw new SdpException(
                      "a mid is empty, longer than 32 characters, or no token",
                      "Use short mids of letters and digits.");
                }
                if (!seen.add(mid)) {
                  throw new SdpException(
                      "two m-lines have the mid " + mid, "Give every m-line a mid of its own.");
                }
              });
    }
  }

  private static Set<String> bundled(SessionDescription description) {
    return description.attributes().all(Group.class).stream()
        .filter(group -> group.semantics().equals(Group.BUNDLE))
        .findFirst()
        .map(group -> (Set<String>) new LinkedHashSet<>(group.mids()))
        .orElseThrow(
            () ->
                new SdpException(
                    "the offer has no BUNDLE group",
                    "Offer all m-lines in one bundle (bundlePolicy: 'max-bundle')."));
  }

  private static void checkMultiplexed(MediaSection section, String mid) {
    if (!section.attributes().has("rtcp-mux")) {
      throw new SdpException(
          "the m-line " + mid + " does not multiplex RTCP",
          "Offer a=rtcp-mux everywhere (rtcpMuxPolicy: 'require').");
    }
  }

  /** The first m-line of the group; it need not be one that is accepted. */
  private static MediaSection tagged(SessionDescription description, Set<String> bundled) {
    Map<String, MediaSection> sections =
        description.media().stream()
            .filter(section -> section.mid().isPresent())
            .collect(toMap(section -> section.mid().orElseThrow(), section -> section));
    return bundled.stream()
        .filter(sections::containsKey)
        .findFirst()
        .map(sections::get)
        .orElseThrow();
  }

  /** The header extensions of an m-line, those of the session included. */
  List<ExtMap> extensions(MediaSection section) {
    List<ExtMap> extensions = section.attributes().all(ExtMap.class);
    extensions.addAll(description.attributes().all(ExtMap.class));
    return extensions;
  }

  /**
   * Whether transport-wide congestion control is offered anywhere, so that nothing older is needed.
   */
  boolean hasTransportFeedback() {
    return lines.values().stream()
        .flatMap(line -> extensions(line.section()).stream())
        .anyMatch(extension -> extension.uri().equals(HeaderExtension.TRANSPORT_SEQUENCE.uri()));
  }
}
