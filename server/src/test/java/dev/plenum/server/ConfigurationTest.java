package dev.plenum.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ConfigurationTest {

  @TempDir Path folder;

  @Test
  void shouldHaveTheDefaultsInTheReferenceFile() {
    assertThat(ConfigurationFile.read(Path.of("../plenum.example.yaml")))
        .isEqualTo(Configuration.defaults());
  }

  @Test
  void shouldTakeAnEmptyFileAsDefaults() throws IOException {
    assertThat(ConfigurationFile.read(file("# nothing"))).isEqualTo(Configuration.defaults());
  }

  @Test
  void shouldLetAFlagWinOverTheFile() throws IOException {
    Path file = file("http-port: 81\nmedia-port: 82\napi-keys: {a: b}");

    Configuration read = flags("--config", file.toString(), "--http-port", "83").configuration();

    assertThat(read.httpPort()).isEqualTo(83);
    assertThat(read.mediaPort()).isEqualTo(82);
    assertThat(read.apiKeys()).isEqualTo(Map.of("a", "b"));
  }

  @Test
  void shouldSwitchTheOrchestratorOff() throws IOException {
    String off = file("orchestrator: off").toString();

    assertThat(flags().configuration().orchestrated()).isTrue();
    assertThat(flags("--orchestrator", "off").configuration().orchestrated()).isFalse();
    assertThat(flags("--config", off).configuration().orchestrated()).isFalse();
    assertThat(flags("--config", off, "--orchestrator", "on").configuration().orchestrated())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http-prot: 1            | unknown key http-prot; did you mean http-port?
          limits: {participant: 1} | unknown key limits.participant; did you mean limits.participants?
          entirely-else: 1        | unknown key entirely-else; plenum.example.yaml lists
          http-port: 70000        | http-port must be a whole number from 0 to 65535
          http-port: x            | http-port must be a whole number
          limits: 5               | limits. must be keys with values
          orchestrator: maybe     | orchestrator must be on or off
          tls-self-signed: maybe  | tls-self-signed must be on or off
          'http-port: [1'         | is no valid YAML
          """)
  void shouldSayWhatIsWrongInAFile(String yaml, String message) throws IOException {
    Path file = file(yaml);

    assertThatThrownBy(() -> ConfigurationFile.read(file))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --api-key=only              | KEY:SECRET
          --http-port=70000           | port from 0 to 65535
          --orchestrator=no           | on or off
          --tls-cert=a.pem            | go together
          --config=/no/such/file.yaml | does not exist
          """)
  void shouldSayWhatIsWrongInAFlag(String flag, String message) {
    assertThatThrownBy(() -> flags(flag).configuration())
        .isInstanceOf(StartupException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"65535, 2", "65000, 537", "1, 2147483647"})
  void shouldRefuseMoreLoopsThanThereArePortsFromTheFirstOn(String mediaPort, String loops)
      throws IOException {
    Flags flags = flags("--config", file("media-port: " + mediaPort).toString(), "--loops", loops);

    assertThatThrownBy(flags::configuration)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("choose a lower --media-port or fewer --loops");
  }

  @ParameterizedTest
  @CsvSource({"65535, 1", "65000, 536", "0, 600"})
  void shouldTakeTheLastPortsToo(String mediaPort, String loops) {
    assertThat(flags("--media-port", mediaPort, "--loops", loops).configuration().loops())
        .isEqualTo(Integer.parseInt(loops));
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("plenum.yaml"), yaml);
  }

  private static Flags flags(String... arguments) {
    Flags flags = new Flags();
    new CommandLine(flags).parseArgs(arguments);
    return flags;
  }
}
