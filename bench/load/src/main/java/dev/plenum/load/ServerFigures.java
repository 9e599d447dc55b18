package dev.plenum.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a server has counted and used up to now.
 *
 * @param process its process
 * @param packetsOut media
 * @param drops by reason, those that there were
 */
record ServerFigures(ProcessFigures process, long packetsOut, Map<String, Long> drops) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

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
      HttpRequest request =
          HttpRequest.newBuilder(server.resolve("/metrics")).timeout(PATIENCE).build();
      metrics = client.send(request, BodyHandlers.ofString()).body();
    }
    return of(ProcessFigures.read(pid), metrics);
  }

  static ServerFigures of(ProcessFigures process, String metrics) {
    long packetsOut =
        PACKETS_OUT.matcher(metrics).results().mapToLong(found -> count(found, 1)).sum();
    Map<String, Long> drops = new TreeMap<>();
    DROPPED
        .matcher(metrics)
        .results()
        .filter(found -> count(found, 2) > 0)
        .forEach(found -> drops.put(found.group(1), count(found, 2)));
    return new ServerFigures(process, packetsOut, drops);
  }

  private static long count(MatchResult found, int group) {
    return (long) Double.parseDouble(found.group(group));
  }

  /** CPU time, user and system. */
  long cpuMillis() {
    return process.cpuMillis();
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
    return new ServerFigures(process.since(before.process), packetsOut - before.packetsOut, more);
  }
}
