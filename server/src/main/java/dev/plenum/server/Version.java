package dev.plenum.server;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar's manifest. */
final class Version implements IVersionProvider {

  static String current() {
    return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "dev");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Plenum " + current()};
  }
}
