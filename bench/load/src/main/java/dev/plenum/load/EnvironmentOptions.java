package dev.plenum.load;

import picocli.CommandLine.Option;

/** What a command line tells of where something is measured. */
final class EnvironmentOptions {

  @Option(names = "--cpu", defaultValue = "unknown", description = "The processor's model.")
  private String cpu = "";

  @Option(names = "--cores", defaultValue = "0", description = "How many the machine has.")
  private int cores;

  @Option(names = "--commit", defaultValue = "unknown", description = "Of the server.")
  private String commit = "";

  Environment environment() {
    return Environment.here(cpu, cores, commit);
  }
}
