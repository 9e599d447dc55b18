package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class JanusRequestTest {

  @Test
  void shouldPublishUnderItsNumber() {
    assertThat(JanusRequest.publish(3, 17))
        .hasToString("{\"request\":\"join\",\"room\":3,\"ptype\":\"publisher\",\"id\":17}");
  }

  @Test
  void shouldSubscribeToCamerasInOneSizeAndToMicrophones() {
    JsonNode request = JanusRequest.subscribe(3, List.of(17, 18), 1, List.of(18));

    assertThat(request.path("ptype").asText()).isEqualTo("subscriber");
    assertThat(request.path("streams"))
        .hasToString(
            """
            [{"feed":17,"mid":"0","substream":1},\
            {"feed":18,"mid":"0","substream":1},\
            {"feed":18,"mid":"1"}]""");
  }

  @Test
  void shouldMakeRoomsThatHoldNothingBack() {
    JsonNode request = JanusRequest.create(3);

    assertThat(request.path("room").asInt()).isEqualTo(3);
    assertThat(request.path("bitrate").asInt(-1)).isZero();
    assertThat(request.path("publishers").asInt()).isGreaterThanOrEqualTo(300);
  }
}
