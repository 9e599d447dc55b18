package dev.plenum.signaling.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.sfu.control.SourceKind;
import dev.plenum.signaling.message.MessageReader.Incoming;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageReaderTest {

  private final MessageReader reader = new MessageReader(Limits.DEFAULT);

  @Test
  void shouldReadAJoin() {
    ClientMessage message =
        read(
            """
            {"t":"join","id":1,"token":"tok","name":"Li Na","n":1,"offer":"v=0",
             "sources":[{"mid":"1","kind":"camera","e2ee":false,"meta":{}}],"features":["move"]}
            """);

    assertThat(message)
        .isInstanceOfSatisfying(
            ClientMessage.Join.class,
            join -> {
              assertThat(join.name()).isEqualTo("Li Na");
              assertThat(join.offer()).isEqualTo("v=0");
              assertThat(join.sources())
                  .extracting(SourceDeclaration::kind)
                  .containsExactly(SourceKind.CAMERA);
            });
  }

  @Test
  void shouldReadEveryType() {
    assertThat(read("{\"t\":\"resume\",\"id\":1,\"ticket\":\"x\",\"rev\":918}"))
        .isEqualTo(new ClientMessage.Resume(1, "x", 918, 0, null, List.of()));
    assertThat(read("{\"t\":\"hand\",\"id\":2,\"up\":true}"))
        .isEqualTo(new ClientMessage.Hand(2, true));
    assertThat(read("{\"t\":\"mute\",\"id\":3,\"csrc\":4712,\"muted\":true}"))
        .isEqualTo(new ClientMessage.Mute(3, 4712, true));
    assertThat(read("{\"t\":\"ask\",\"id\":4,\"pid\":\"p1\",\"kind\":\"screenAudio\"}"))
        .isEqualTo(new ClientMessage.Ask(4, "p1", SourceKind.SCREEN_AUDIO));
    assertThat(read("{\"t\":\"kick\",\"id\":5,\"pid\":\"p1\"}"))
        .isEqualTo(new ClientMessage.Kick(5, "p1"));
    assertThat(read("{\"t\":\"ping\",\"id\":6}")).isEqualTo(new ClientMessage.Ping(6));
    assertThat(read("{\"t\":\"leave\",\"id\":7}")).isEqualTo(new ClientMessage.Leave(7));
    assertThat(read("{\"t\":\"token\",\"id\":8,\"token\":\"x\"}"))
        .isEqualTo(new ClientMessage.Token(8, "x"));
    assertThat(read("{\"t\":\"me\",\"id\":9,\"name\":\"Max\"}"))
        .isEqualTo(new ClientMessage.Me(9, "Max", null, null));
    assertThat(
            read("{\"t\":\"layout\",\"id\":8,\"tiles\":[{\"csrc\":1,\"w\":2,\"h\":3,\"prio\":4}]}"))
        .isEqualTo(new ClientMessage.Layout(8, List.of(new ClientMessage.Layout.Tile(1, 2, 3, 4))));
  }

  @Test
  void shouldTakeAnUnknownKindForNone() {
    assertThat(
            read(
                "{\"t\":\"offer\",\"id\":1,\"n\":1,\"sdp\":\"v=0\","
                    + "\"sources\":[{\"mid\":\"1\",\"kind\":\"hologram\"}]}"))
        .isInstanceOfSatisfying(
            ClientMessage.Offer.class,
            offer -> assertThat(offer.sources().getFirst().kind()).isNull());
  }

  @Test
  void shouldTellTheIdOfWhatCannotBeRead() {
    for (String text :
        new String[] {
          "{\"t\":\"kick\",\"id\":7}",
          "{\"t\":\"kick\",\"id\":7,\"pid\":null}",
          "{\"t\":\"mute\",\"id\":7,\"csrc\":\"many\"}",
          "{\"t\":\"mute\",\"id\":7,\"csrc\":99999999999}",
          "{\"t\":\"layout\",\"id\":7,\"tiles\":[null]}",
          "{\"t\":\"data\",\"id\":7,\"topic\":\"x\",\"to\":[null]}",
          "{\"t\":\"join\",\"id\":7,\"sources\":[{\"kind\":\"camera\"}]}",
          "{\"t\":\"ask\",\"id\":7,\"pid\":\"p1\",\"kind\":\"hologram\"}",
          "{\"t\":\"hand\",\"id\":7,\"up\":[]}"
        }) {
      ServerMessage.Failure failure = failure(text);
      assertThat(failure.re()).as(text).isEqualTo(7);
      assertThat(failure.code()).as(text).isEqualTo(ErrorCode.BAD_REQUEST);
    }
  }

  @Test
  void shouldRefuseWhatIsNoRequest() {
    for (String text :
        new String[] {
          "",
          "null",
          "[]",
          "42",
          "{}",
          "{\"t\":\"ping\"}",
          "{\"t\":\"ping\",\"id\":\"1\"}",
          "{\"t\":\"ping\",\"id\":1.5}",
          "{\"t\":\"ping\",\"id\":1} {}",
          "{\"t\":\"ping\",\"id\":1",
          "{\"t\":\"ping\",\"id\":99999999999999999999}",
          "[".repeat(100_000)
        }) {
      assertThat(failure(text).code()).as(text).isEqualTo(ErrorCode.BAD_REQUEST);
    }
  }

  @Test
  void shouldNameWhatItDoesNotKnow() {
    ServerMessage.Failure failure = failure("{\"t\":\"telepathy\",\"id\":7}");

    assertThat(failure.code()).isEqualTo(ErrorCode.UNSUPPORTED);
    assertThat(failure.re()).isEqualTo(7);
    assertThat(failure("{\"id\":7}").code()).isEqualTo(ErrorCode.UNSUPPORTED);
  }

  @Test
  void shouldLimitMessagesByTheirType() {
    String padding = "x".repeat(70_000);

    assertThat(failure("{\"t\":\"hand\",\"id\":7,\"x\":\"" + padding + "\"}").code())
        .isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(read("{\"t\":\"join\",\"id\":7,\"x\":\"" + padding + "\"}").id()).isEqualTo(7);
    assertThat(failure("{\"t\":\"join\",\"id\":7,\"x\":\"" + padding.repeat(15) + "\"}").code())
        .isEqualTo(ErrorCode.TOO_LARGE);
  }

  @Test
  void shouldCountBytesNotCharacters() {
    String padding = "界".repeat(30_000);

    assertThat(failure("{\"t\":\"hand\",\"id\":7,\"x\":\"" + padding + "\"}").code())
        .isEqualTo(ErrorCode.TOO_LARGE);
  }

  private ClientMessage read(String text) {
    return switch (reader.read(text)) {
      case Incoming.Message(ClientMessage message) -> message;
      case Incoming.Unreadable(var failure) -> throw new AssertionError(failure);
    };
  }

  private ServerMessage.Failure failure(String text) {
    return switch (reader.read(text)) {
      case Incoming.Message(ClientMessage message) -> throw new AssertionError(message);
      case Incoming.Unreadable(var failure) -> failure;
    };
  }
}
