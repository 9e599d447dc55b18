package dev.plenum.sfu.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DtlsFlightTest {
  private final List<String> sent = new ArrayList<>();
  private final DtlsFlight flight =
      new DtlsFlight(
          (bytes, offset, length) ->
              sent.add(new String(bytes, offset, length, StandardCharsets.US_ASCII)),
          10);

  @Test
  void shouldJoinWhatFits() {
    add("hello");
    add("certs");
    add("done");
    assertThat(sent).containsExactly("hellocerts");

    flight.leave();
    assertThat(sent).containsExactly("hellocerts", "done");
  }

  @Test
  void shouldSendNothingTwice() {
    add("hello");
    flight.leave();
    flight.leave();

    assertThat(sent).containsExactly("hello");
  }

  private void add(String record) {
    byte[] bytes = ("--" + record).getBytes(StandardCharsets.US_ASCII);
    flight.add(bytes, 2, record.length());
  }
}
