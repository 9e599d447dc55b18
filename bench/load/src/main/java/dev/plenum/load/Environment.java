package dev.plenum.load;

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

  /** This one; of what we cannot see from a core of our own, and of the commit, we are told. */
  static Environment here(String cpu, int cores, String commit) {
    return new Environment(
        cpu,
        cores,
        System.getProperty("os.version"),
        System.getProperty("java.vm.version"),
        commit);
  }

  @Override
  public String toString() {
    return "%s, %d cores, Linux %s, JDK %s, commit %s".formatted(cpu, cores, kernel, jdk, commit);
  }
}
