package dev.plenum.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentationTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][a-z]+[A-Za-z]*)`");
  private static final Pattern PACKAGE = Pattern.compile("`(sfu/[a-z]+)`");

  @Test
  void shouldNameClassesOfThePacketPathThatExist() throws IOException {
    Set<String> named = matches(CLASS_NAME, Files.readString(ROOT.resolve("docs/packet-path.md")));

    assertThat(named).contains("UdpPort", "PacketDemux", "IngressTransport", "ReceiveStream");
    assertThat(named).contains("Router", "Forwarder", "SendStream", "EgressTransport");
    assertThat(classes()).containsAll(named);
  }

  @Test
  void shouldPlaceStationsInPackagesThatExist() throws IOException {
    Set<String> named = matches(PACKAGE, Files.readString(ROOT.resolve("docs/packet-path.md")));

    assertThat(named)
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(
            folder ->
                assertThat(ROOT.resolve("sfu-core/src/main/java/dev/plenum").resolve(folder))
                    .isDirectory());
  }

  private static Set<String> matches(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> classes() throws IOException {
    Set<String> classes = new TreeSet<>();
    for (String module : new String[] {"rtp", "bwe", "sfu-core", "signaling", "server"}) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(file -> file.endsWith(".java"))
            .map(file -> file.substring(0, file.length() - ".java".length()))
            .forEach(classes::add);
      }
    }
    return classes;
  }
}
