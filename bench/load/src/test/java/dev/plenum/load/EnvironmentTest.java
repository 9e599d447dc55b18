package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnvironmentTest {
  private static final String CPU_INFO =
      """
      processor\t: 0
      model name\t: Some Processor @ 2.80GHz
      cache size\t: 1024 KB

      processor\t: 1
      model name\t: Some Processor @ 2.80GHz
      """;

  @Test
  void shouldTellWhereItWasMeasured() {
    assertThat(Environment.of(CPU_INFO, "6.1", "25+36", "abc"))
        .hasToString("Some Processor @ 2.80GHz, 2 cores, Linux 6.1, JDK 25+36, commit abc");
  }

  @Test
  void shouldDoWithoutAModel() {
    assertThat(Environment.of("processor\t: 0\n", "6.1", "25", "abc").cpu()).isEqualTo("unknown");
  }
}
