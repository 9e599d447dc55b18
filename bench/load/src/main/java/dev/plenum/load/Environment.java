package dev.plenum.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where something was measured.
 *
 * @param cpu the processor's model
 * @param cores how many there are
 * @param kernel its version
 * @param jdk its version
 * @param commit of the working tree
 */
record Environment(String cpu, int cores, String kernel, String jdk, String commit) {
  private static final String MODEL = "model name";
  private static final String PROCESSOR = "processor";

  static Environment here(String commit) throws IOException {
    return of(
        Files.readString(Path.of("/proc/cpuinfo")),
        System.getProperty("os.version"),
        System.getProperty("java.vm.version"),
        commit);
  }

  /**
   * @param cpuInfo as in /proc/cpuinfo; of ARM it tells no model
   */
  static Environment of(String cpuInfo, String kernel, String jdk, String commit) {
    String model =
        cpuInfo
            .lines()
            .filter(line -> line.startsWith(MODEL))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("unknown");
    int cores = (int) cpuInfo.lines().filter(line -> line.startsWith(PROCESSOR)).count();
    return new Environment(model, cores, kernel, jdk, commit);
  }

  @Override
  public String toString() {
    return "%s, %d cores, Linux %s, JDK %s, commit %s".formatted(cpu, cores, kernel, jdk, commit);
  }
}
