package dev.plenum.load;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What came of a {@link Scenario}.
 *
 * @param seconds of the measurement
 * @param tally what came to everybody in that time
 * @param findings of those who decrypt everything
 * @param server its figures in that time
 * @param generator our own figures in that time
 * @param grownBytes by which the server's resident set has grown since it was empty
 * @param kept by which what it keeps in memory has grown
 */
record ScenarioReport(
    Coming coming,
    double seconds,
    Tally tally,
    Inspection.Findings findings,
    ServerFigures server,
    ProcessFigures generator,
    long grownBytes,
    LiveMemory kept) {
  private static final double MICROS_PER_MILLI = 1_000;
  private static final double BYTES_PER_KILOBYTE = 1_000;

  /** In the same order always. */
  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    addComing(figures);
    figures.add(rate("packetsOut", "server: packets out a second", sent() / seconds));
    figures.add(rate("packetsCame", "packets that came a second", came() / seconds));
    addServer(figures);
    addWay(figures);
    figures.add(micros("generator", "generator: CPU a packet", micros(generator.cpuMillis())));
    figures.add(
        new Figure("generatorCores", "generator: cores", cores(generator.cpuMillis()), "%.2f"));
    return figures;
  }

  private void addComing(List<Figure> figures) {
    Spread answers = coming.answers();
    Spread pictures = coming.pictures();
    figures.add(count("people", "people who came", coming.people()));
    figures.add(count("absent", "people who did not get in", coming.absent()));
    figures.add(count("incomplete", "people who did not get everything", coming.incomplete()));
    figures.add(rate("joinsPerSecond", "joins a second", coming.joinsPerSecond()));
    figures.add(millis("answerP50", "answer to a join: p50", answers.percentile(0.5)));
    figures.add(millis("answerP95", "answer to a join: p95", answers.percentile(0.95)));
    figures.add(millis("pictureP50", "first picture after it: p50", pictures.percentile(0.5)));
    figures.add(millis("pictureP95", "first picture after it: p95", pictures.percentile(0.95)));
    double forwarding = sent() == 0 ? 0 : micros(server.cpuMillis()) / MICROS_PER_MILLI;
    double joinMillis = coming.cpuMillisPerJoin(forwarding);
    figures.add(
        new Figure("joinMillis", "server: CPU a join, forwarding apart", joinMillis, "%.1f ms"));
  }

  private void addServer(List<Figure> figures) {
    ProcessFigures used = server.process();
    figures.add(micros("cpu", "server: CPU a packet", micros(used.cpuMillis())));
    figures.add(micros("cpuUser", "server: of it user", micros(used.userMillis())));
    figures.add(micros("cpuSystem", "server: of it system", micros(used.systemMillis())));
    figures.add(new Figure("cores", "server: cores", cores(used.cpuMillis()), "%.2f"));
    double each = MICROS_PER_MILLI * used.cpuMillis() / seconds / coming.people();
    figures.add(new Figure("personMicros", "server: CPU a person a second", each, "%,.0f µs"));
    figures.add(memory("memory", "server: resident memory a person", grownBytes));
    figures.add(memory("liveMemory", "server: live memory a person", kept.heapBytes()));
    figures.add(memory("otherMemory", "server: outside of the heap, a person", kept.otherBytes()));
  }

  private void addWay(List<Figure> figures) {
    double lostShare = 100.0 * tally.lost() / Math.max(1, came() + tally.lost());
    figures.add(count("lost", "packets lost", tally.lost()));
    figures.add(new Figure("lostShare", "packets lost, share", lostShare, "%.4f%%"));
    figures.add(count("backward", "packets whose timestamp went back", tally.backward()));
    figures.add(count("repeated", "packets sent again", tally.repeated()));
    figures.add(count("wrong", "packets with wrong contents", findings.wrong()));
    Histogram latency = findings.latencyMicros();
    figures.add(count("checked", "packets decrypted and checked", latency.getTotalCount()));
    figures.add(latency("latencyP50", "latency: p50", latency.getValueAtPercentile(50)));
    figures.add(latency("latencyP99", "latency: p99", latency.getValueAtPercentile(99)));
    figures.add(latency("latencyP999", "latency: p99.9", latency.getValueAtPercentile(99.9)));
    figures.add(latency("latencyP9999", "latency: p99.99", latency.getValueAtPercentile(99.99)));
    figures.add(latency("latencyMost", "latency: longest", latency.getMaxValue()));
  }

  private long came() {
    return tally.packets();
  }

  private long sent() {
    return server.packetsOut();
  }

  /** CPU for each packet that the server has sent; nothing is not a number. */
  private double micros(long cpuMillis) {
    return sent() == 0 ? Double.NaN : MICROS_PER_MILLI * cpuMillis / sent();
  }

  private double cores(long cpuMillis) {
    return cpuMillis / seconds / MICROS_PER_MILLI;
  }

  private Figure memory(String key, String label, long bytes) {
    return new Figure(key, label, bytes / BYTES_PER_KILOBYTE / coming.people(), "%,.1f KB");
  }

  private static Figure count(String key, String label, long value) {
    return new Figure(key, label, (double) value, "%,.0f");
  }

  private static Figure rate(String key, String label, double value) {
    return new Figure(key, label, value, "%,.0f");
  }

  private static Figure micros(String key, String label, double value) {
    return new Figure(key + "Micros", label, value, "%.2f µs");
  }

  private static Figure millis(String key, String label, double value) {
    return new Figure(key + "Millis", label, value, "%.0f ms");
  }

  private static Figure latency(String key, String label, long micros) {
    return new Figure(key + "Millis", label, micros / MICROS_PER_MILLI, "%.3f ms");
  }
}
