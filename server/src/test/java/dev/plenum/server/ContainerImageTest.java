package dev.plenum.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The image is built from a list of folders and a list of the JDK's modules, which can lack one.
 */
class ContainerImageTest {

  private static final Pattern MODULE = Pattern.compile("<module>(.+)</module>");

  private final String recipe = read("../docker/Dockerfile");

  @Test
  void shouldCopyEveryModuleOfTheBuild() {
    List<String> modules =
        MODULE.matcher(read("../pom.xml")).results().map(found -> found.group(1)).toList();

    assertThat(modules).contains("server");
    assertThat(recipe.lines())
        .containsAll(modules.stream().map(name -> "COPY " + name + " " + name).toList());
  }

  @Test
  void shouldHaveTheModuleThatOpensTheJarOfTheWebFiles() {
    assertThat(recipe).containsPattern("--add-modules \\S*\\bjdk\\.zipfs\\b");
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
