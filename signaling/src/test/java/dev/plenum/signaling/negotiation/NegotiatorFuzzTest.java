package dev.plenum.signaling.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.plenum.signaling.sdp.SdpException;
import dev.plenum.signaling.sdp.SdpReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever is offered is either refused with a reason or answered by SDP that can be read. */
class NegotiatorFuzzTest {

  static final List<String> OFFERS = Offers.REAL;

  private static final int MUTANTS_PER_OFFER = 300;
  private static final int MAX_MUTATIONS = 8;

  @FuzzTest
  void shouldAnswerAnyOffer(byte[] offer) {
    answer(new String(offer, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @FieldSource("OFFERS")
  void shouldAnswerMutantsOfRealOffers(String name) {
    var random = new Random(name.hashCode());
    String offer = Offers.real(name);
    int refused = 0;
    for (int i = 0; i < MUTANTS_PER_OFFER; i++) {
      refused += answer(mutant(offer, random)) ? 0 : 1;
    }
    assertThat(refused).isBetween(1, MUTANTS_PER_OFFER - 1);
  }

  private static boolean answer(String offer) {
    try {
      Negotiator negotiator = Offers.negotiator();
      Negotiated first = negotiator.negotiate(Offers.request(offer));
      Negotiated second = negotiator.negotiate(Offers.again(offer, first));
      assertThat(SdpReader.read(first.answerSdp())).isEqualTo(first.answer());
      assertThat(second.spec()).isEqualTo(first.spec());
      return true;
    } catch (SdpException e) {
      assertThat(e.fix()).isNotBlank();
      return false;
    }
  }

  private static String mutant(String offer, Random random) {
    var lines = new ArrayList<>(Arrays.asList(offer.split("\n")));
    for (int i = random.nextInt(MAX_MUTATIONS); i >= 0; i--) {
      int at = random.nextInt(lines.size());
      int other = random.nextInt(lines.size());
      switch (random.nextInt(6)) {
        case 0 -> lines.remove(at);
        case 1 -> lines.add(at, lines.get(other));
        case 2 -> lines.set(at, lines.get(other));
        case 3 ->
            lines.set(at, lines.get(at).substring(0, random.nextInt(lines.get(at).length() + 1)));
        case 4 -> lines.set(at, withOtherCharacter(lines.get(at), random));
        default -> lines.set(at, lines.get(at).replaceAll("[0-9]+", "" + random.nextInt()));
      }
    }
    return String.join("\n", lines);
  }

  private static String withOtherCharacter(String line, Random random) {
    var changed = new StringBuilder(line.isEmpty() ? " " : line);
    changed.setCharAt(random.nextInt(changed.length()), (char) random.nextInt(128));
    return changed.toString();
  }
}
