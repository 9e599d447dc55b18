package dev.plenum.signaling.whip;

import dev.plenum.sfu.control.IceCandidate;
import dev.plenum.sfu.control.IceParameters;
import dev.plenum.signaling.sdp.Candidate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The ICE lines of a session description or of a part of one (RFC 8840 section 9). */
final class IceFragment {

  static final String MEDIA_TYPE = "application/trickle-ice-sdpfrag";

  private static final String UFRAG = "a=ice-ufrag:";
  private static final String PASSWORD = "a=ice-pwd:";
  private static final String MEDIA = "m=";
  private static final String MID = "a=mid:";
  private static final String ANY_MEDIA = "m=audio 9 UDP/TLS/RTP/SAVPF 0";
  private static final String CRLF = "\r\n";
  private static final int MAX_CHARACTERS = 256;

  private final String text;

  IceFragment(String text) {
    this.text = text;
  }

  /** The peer's parameters; with bundling, those of the first section are everybody's. */
  Optional<IceParameters> parameters() {
    return value(UFRAG)
        .flatMap(ufrag -> value(PASSWORD).map(password -> new IceParameters(ufrag, password)));
  }

  /** The server's side of a restart, for the m-line which the peer's fragment names. */
  String answer(IceParameters local, List<IceCandidate> candidates) {
    StringBuilder answer = new StringBuilder();
    Stream<String> beginning =
        Stream.of(
            "a=ice-lite",
            "a=ice-options:ice2",
            value(MEDIA).map(media -> MEDIA + media).orElse(ANY_MEDIA),
            MID + value(MID).orElse("0"),
            UFRAG + local.ufrag(),
            PASSWORD + local.password());
    beginning.forEach(line -> answer.append(line).append(CRLF));
    for (IceCandidate candidate : candidates) {
      answer.append(line(candidate)).append(CRLF);
    }
    return answer.append("a=end-of-candidates").append(CRLF).toString();
  }

  private Optional<String> value(String prefix) {
    return text.lines()
        .filter(line -> line.startsWith(prefix) && line.length() <= MAX_CHARACTERS)
        .map(line -> line.substring(prefix.length()).strip())
        .findFirst();
  }

  private static String line(IceCandidate candidate) {
    String address = candidate.address();
    Candidate host =
        new Candidate(
            Integer.toUnsignedString((address + candidate.tcp()).hashCode()),
            1,
            candidate.tcp() ? "tcp" : "udp",
            candidate.priority(),
            address,
            candidate.port(),
            "host",
            candidate.tcp() ? "tcptype passive" : "");
    return "a=" + host.key() + ":" + host.value();
  }
}
