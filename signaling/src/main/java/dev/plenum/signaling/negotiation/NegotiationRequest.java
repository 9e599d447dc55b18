package dev.plenum.signaling.negotiation;

import dev.plenum.sfu.control.SourceKind;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One participant's offer and what may come of it.
 *
 * @param participantId unique in the room
 * @param offer the SDP as it came
 * @param kinds what the sending m-lines carry, by mid; sending m-lines that are not named carry
 *     nothing. Empty lets the first audio m-line be the microphone, the second the screen's sound,
 *     the first video m-line the camera and the second the screen
 * @param encrypted mids of the sources that are encrypted end to end
 * @param csrcs the room-wide number of each source which the participant may publish; m-lines of
 *     other kinds are answered without receiving
 * @param mayReceive false answers every slot without sending
 * @param streams how slots are grouped into MediaStreams
 * @param steerable whether the client sends the encodings that it is told to
 * @param previous what this participant's PeerConnection negotiated last; null for a new one
 */
public record NegotiationRequest(
    String participantId,
    String offer,
    Map<String, SourceKind> kinds,
    Set<String> encrypted,
    Map<SourceKind, Integer> csrcs,
    boolean mayReceive,
    SlotStreams streams,
    boolean steerable,
    @Nullable Negotiated previous) {

  public NegotiationRequest {
    kinds = Map.copyOf(kinds);
    encrypted = Set.copyOf(encrypted);
    csrcs = Map.copyOf(csrcs);
  }
}
