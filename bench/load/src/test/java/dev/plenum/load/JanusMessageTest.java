package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class JanusMessageTest {

  @Test
  void shouldReadWhatWasMade() {
    JanusMessage message =
        JanusMessage.parse("{\"janus\":\"success\",\"transaction\":\"7\",\"data\":{\"id\":812}}");

    assertThat(message.transaction()).isEqualTo("7");
    assertThat(message.id()).isEqualTo(812);
    assertThat(message.isAcknowledgement()).isFalse();
    assertThat(message.isError()).isFalse();
  }

  @Test
  void shouldReadTheAnswerOfThePlugin() {
    JanusMessage message =
        JanusMessage.parse(
            """
            {"janus":"event","transaction":"8",
             "plugindata":{"plugin":"janus.plugin.videoroom","data":{"videoroom":"event"}},
             "jsep":{"type":"answer","sdp":"v=0"}}
            """);

    assertThat(message.sdp()).isEqualTo("v=0");
    assertThat(message.isError()).isFalse();
  }

  @Test
  void shouldTellRefusalsOfTheCoreAndOfThePlugin() {
    String core = "{\"janus\":\"error\",\"error\":{\"code\":458,\"reason\":\"No such session\"}}";
    String plugin =
        """
        {"janus":"event","plugindata":{"data":{"error_code":428,"error":"No such feed"}}}
        """;

    assertThat(JanusMessage.parse(core).isError()).isTrue();
    assertThat(JanusMessage.parse(plugin).isError()).isTrue();
  }

  @Test
  void shouldTellThatAnAnswerIsYetToCome() {
    JanusMessage message = JanusMessage.parse("{\"janus\":\"ack\",\"transaction\":\"9\"}");

    assertThat(message.isAcknowledgement()).isTrue();
  }

  @Test
  void shouldSayWhatItCouldNotRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JanusMessage.parse("no json"))
        .withMessage("no json");
  }
}
