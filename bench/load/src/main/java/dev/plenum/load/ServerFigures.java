package dev.plenum.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a server has counted and used up to now.
 *
 * @param cpuMillis user and system
 * @param packetsOut media
 * @param drops by reason, those that there were
 */
record ServerFigures(long cpuMillis, long packetsOut, Map<String, Long> drops) {
  /** USER_HZ is 100 on every Linux that Java runs on. */
  private static final int MILLIS_PER_TICK = 10;

  /** Of /proc/PID/stat behind the command's name: proc(5) numbers them 14 and 15. */
  private static final int USER_TICKS = 11;

  private static final int SYSTEM_TICKS = 12;

  private static final Pattern PACKETS_OUT =
      Pattern.compile(
          "^plenum_packets_total\\{direction=\"out\",kind=\"(?:audio|video)\"} (\\S+)",
          Pattern.MULTILINE);

  private static final Pattern DROPPED =
      Pattern.compile(
          "^plenum_packets_dropped_total\\{reason=\"([^\"]+)\"} (\\S+)", Pattern.MULTILINE);

  static ServerFigures read(URI server, long pid) throws IOException, InterruptedException {
    String metrics;
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(server.resolve("/metrics")).build();
      metrics = client.send(request, BodyHandlers.ofString()).body();
    }
    return of(Files.readString(Path.of("/proc/" + pid + "/stat")), metrics);
  }

  static ServerFigures of(String stat, String metrics) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
    long packetsOut =
        PACKETS_OUT.matcher(metrics).results().mapToLong(found -> count(found, 1)).sum();
    Map<String, Long> drops = new TreeMap<>();
    DROPPED
        .matcher(metrics)
        .results()
        .filter(found -> count(found, 2) > 0)
        .forEach(found -> drops.put(found.group(1), count(found, 2)));
    return new ServerFigures(ticks * MILLIS_PER_TICK, packetsOut, drops);
  }

  private static long count(MatchResult found, int group) {
    return (long) Double.parseDouble(found.group(group));
  }

  /** What has come since then. */
  ServerFigures since(ServerFigures before) {
    Map<String, Long> more = new TreeMap<>();
    drops.forEach(
        (reason, count) -> {
          long added = count - before.drops.getOrDefault(reason, 0L);
          if (added > 0) {
            more.put(reason, added);
          }
        });
    return new ServerFigures(cpuMillis - before.cpuMillis, packetsOut - before.packetsOut, more);
  }
}
