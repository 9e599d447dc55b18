package dev.plenum.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used up to now.
 *
 * @param userMillis CPU time in the process
 * @param systemMillis CPU time in the kernel
 * @param residentBytes of memory, now
 */
record ProcessFigures(long userMillis, long systemMillis, long residentBytes) {
  /** USER_HZ is 100 on every Linux that Java runs on. */
  private static final int MILLIS_PER_TICK = 10;

  private static final int PAGE_BYTES = 4096;

  /** Of /proc/PID/stat behind the command's name: proc(5) numbers them 14, 15 and 24. */
  private static final int USER_TICKS = 11;

  private static final int SYSTEM_TICKS = 12;
  private static final int RESIDENT_PAGES = 21;

  static ProcessFigures read(long pid) throws IOException {
    return of(Files.readString(Path.of("/proc/" + pid + "/stat")).strip());
  }

  /** Of this process. */
  static ProcessFigures own() throws IOException {
    return read(ProcessHandle.current().pid());
  }

  static ProcessFigures of(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return new ProcessFigures(
        MILLIS_PER_TICK * Long.parseLong(fields[USER_TICKS]),
        MILLIS_PER_TICK * Long.parseLong(fields[SYSTEM_TICKS]),
        PAGE_BYTES * Long.parseLong(fields[RESIDENT_PAGES]));
  }

  /** User and system. */
  long cpuMillis() {
    return userMillis + systemMillis;
  }

  /** What it has used since then, and how its memory has grown. */
  ProcessFigures since(ProcessFigures before) {
    return new ProcessFigures(
        userMillis - before.userMillis,
        systemMillis - before.systemMillis,
        residentBytes - before.residentBytes);
  }
}
