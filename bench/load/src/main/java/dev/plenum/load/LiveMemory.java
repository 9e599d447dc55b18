package dev.plenum.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server keeps in memory, without what its collector has not got round to yet.
 *
 * @param heapBytes of all objects that can be reached; of a server without a heap its resident set
 * @param otherBytes anonymous memory outside of the heap: native memory, but also compiled code and
 *     what compilers and collector keep; 0 where there is no heap
 */
record LiveMemory(long heapBytes, long otherBytes) {
  private static final int BYTES_PER_KILOBYTE = 1024;
  private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

  private static final Pattern TOTAL = Pattern.compile("^Total +\\d+ +(\\d+)", Pattern.MULTILINE);
  private static final Pattern ANONYMOUS =
      Pattern.compile("^RssAnon:\\s+(\\d+) kB", Pattern.MULTILINE);

  /**
   * Of a server without a heap: what it has freed and not given back counts, too.
   *
   * @param residentBytes of its process
   */
  static LiveMemory resident(long residentBytes) {
    return new LiveMemory(residentBytes, 0);
  }

  /**
   * Of a Java process, which is not asked to collect: ZGC finds what it counts by walking from the
   * roots. Its heap is shared memory, so that anonymous memory is all the rest.
   */
  static LiveMemory of(long pid) throws IOException, InterruptedException {
    return of(
        jcmd(pid, "GC.class_histogram", "-all"),
        Files.readString(Path.of("/proc/" + pid + "/status")));
  }

  /** The same after a collection, and another one for what waited for a reference to be cleared. */
  static LiveMemory afterCollection(long pid) throws IOException, InterruptedException {
    jcmd(pid, "GC.run");
    jcmd(pid, "GC.run");
    return of(pid);
  }

  /**
   * @param histogram of classes, as jcmd prints it
   * @param status of the process, from /proc
   */
  static LiveMemory of(String histogram, String status) {
    return new LiveMemory(number(TOTAL, histogram), BYTES_PER_KILOBYTE * number(ANONYMOUS, status));
  }

  /** What has come since then. */
  LiveMemory since(LiveMemory before) {
    return new LiveMemory(heapBytes - before.heapBytes, otherBytes - before.otherBytes);
  }

  private static long number(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new IllegalArgumentException("no " + pattern + " in: " + text);
    }
    return Long.parseLong(found.group(1));
  }

  /**
   * What it prints goes to a file: a process that counts stands still until all of that is taken,
   * and in tests it is ourselves who would have to take it.
   */
  private static String jcmd(long pid, String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("plenum-load", ".txt");
    try {
      List<String> line = new ArrayList<>(List.of(JCMD.toString(), Long.toString(pid)));
      line.addAll(List.of(command));
      Process process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new IOException(Files.readString(output));
      }
      return Files.readString(output);
    } finally {
      Files.delete(output);
    }
  }
}
