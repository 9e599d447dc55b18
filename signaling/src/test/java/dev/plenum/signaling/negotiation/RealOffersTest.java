package dev.plenum.signaling.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.signaling.sdp.SdpReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Answers to the offers of real clients, compared with kept ones. After a wanted change, {@code
 * -Dplenum.keep-answers=true} keeps the new ones for review.
 */
class RealOffersTest {

  static final List<String> OFFERS = Offers.REAL;

  private static final Path RESOURCES =
      Path.of("src/test/resources/dev/plenum/signaling/negotiation");

  @ParameterizedTest
  @FieldSource("OFFERS")
  void shouldAnswerAsBefore(String name) throws IOException {
    String answer = Offers.negotiate(Offers.real(name)).answerSdp().replace("\r\n", "\n");
    if (Boolean.getBoolean("plenum.keep-answers")) {
      Files.writeString(RESOURCES.resolve(name + ".answer.sdp"), answer);
    }
    assertThat(answer).isEqualTo(Offers.resource(name + ".answer.sdp"));
  }

  @ParameterizedTest
  @FieldSource("OFFERS")
  void shouldWriteWhatItReads(String name) {
    Negotiated negotiated = Offers.negotiate(Offers.real(name));

    assertThat(SdpReader.read(negotiated.answerSdp())).isEqualTo(negotiated.answer());
  }

  @ParameterizedTest
  @FieldSource("OFFERS")
  void shouldKeepPlacesMidsAndProtocolsOfTheOffer(String name) {
    var offer = SdpReader.read(Offers.real(name));
    var answer = Offers.negotiate(Offers.real(name)).answer();

    assertThat(answer.media())
        .zipSatisfy(
            offer.media(),
            (ours, theirs) -> {
              assertThat(ours.mid()).isEqualTo(theirs.mid());
              assertThat(ours.media()).isEqualTo(theirs.media());
              assertThat(ours.protocol()).isEqualTo(theirs.protocol());
              assertThat(theirs.formats()).containsAll(ours.formats());
            });
  }

  @ParameterizedTest
  @FieldSource("OFFERS")
  void shouldGiveEverySlotAnSsrcOfItsOwn(String name) {
    var slots = Offers.negotiate(Offers.real(name)).spec().slots();

    assertThat(
            slots.stream()
                .flatMapToInt(slot -> IntStream.of(slot.ssrc(), slot.rtxSsrc()))
                .filter(ssrc -> ssrc != 0))
        .doesNotHaveDuplicates();
  }
}
