package dev.plenum.sfu.node;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owner: one loop. Keeps our own bugs from flooding the log: each distinct one is written once with
 * its stack trace, and again with its count whenever that has grown tenfold.
 */
final class ErrorLog {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorLog.class);
  private static final int MOST_KINDS = 256;

  private final Map<String, long[]> countsByKind = new HashMap<>();

  void record(String where, RuntimeException error) {
    StackTraceElement[] trace = error.getStackTrace();
    String kind = error.getClass().getName() + (trace.length == 0 ? "" : "@" + trace[0]);
    if (countsByKind.size() >= MOST_KINDS && !countsByKind.containsKey(kind)) {
      kind = "others";
    }
    long count = ++countsByKind.computeIfAbsent(kind, _ -> new long[1])[0];
    if (count == 1) {
      LOG.error("A bug of ours while {}", where, error);
    } else if (isPowerOfTen(count)) {
      LOG.error("The same bug for the {}th time while {}: {}", count, where, kind);
    }
  }

  private static boolean isPowerOfTen(long count) {
    long power = 10;
    while (power < count) {
      power *= 10;
    }
    return power == count;
  }
}
