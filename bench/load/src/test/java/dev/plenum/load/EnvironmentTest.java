package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnvironmentTest {

  @Test
  void shouldTellWhereItWasMeasured() {
    assertThat(new Environment("Some Processor @ 2.80GHz", 2, "6.1", "25+36", "abc"))
        .hasToString("Some Processor @ 2.80GHz, 2 cores, Linux 6.1, JDK 25+36, commit abc");
  }
}
