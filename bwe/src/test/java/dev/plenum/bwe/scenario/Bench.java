package dev.plenum.bwe.scenario;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.LongStream;

/**
 * Runs all cases, prints one table of their figures and draws a plot of each case. Measured and
 * drawn is the first seed; a figure is held if every seed holds it, and the table names the others.
 */
public final class Bench {
  private static final String ROW = "%-40s %-45s %-20s %-10s %s%n";
  private static final PrintStream OUT = System.out;

  private int figures;
  private int held;

  private Bench() {}

  /**
   * @param arguments the directory for the plots, and optionally a part of the names of the cases
   *     to run and the number of seeds
   */
  public static void main(String... arguments) throws IOException {
    Path plots = Files.createDirectories(Path.of(arguments[0]));
    String wanted = arguments.length > 1 ? arguments[1] : "";
    int seeds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : Case.SEEDS;
    Bench bench = new Bench();
    OUT.printf(ROW, "case", "figure", "target", "measured", "held");
    for (Case each : Case.all().stream().filter(each -> each.name().contains(wanted)).toList()) {
      bench.run(each, seeds, plots);
    }
    OUT.printf("%n%d of %d figures held; plots in %s%n", bench.held, bench.figures, plots);
    System.exit(bench.held == bench.figures ? 0 : 1);
  }

  private void run(Case each, int seeds, Path plots) throws IOException {
    List<Case.Outcome> outcomes = LongStream.rangeClosed(1, seeds).mapToObj(each.run()).toList();
    Case.Outcome first = outcomes.getFirst();
    for (int i = 0; i < first.figures().size(); i++) {
      Figure figure = first.figures().get(i);
      String misses = misses(outcomes, i);
      String verdict = misses.isEmpty() ? "yes" : "NO, " + misses;
      OUT.printf(ROW, each.name(), figure.what(), figure.target(), figure.measured(), verdict);
      figures++;
      held += misses.isEmpty() ? 1 : 0;
    }
    Plot.write(each.name(), first, plots.resolve(fileName(each.name())));
  }

  private static String misses(List<Case.Outcome> outcomes, int index) {
    StringJoiner misses = new StringJoiner(", ");
    for (int seed = 1; seed <= outcomes.size(); seed++) {
      Figure figure = outcomes.get(seed - 1).figures().get(index);
      if (!figure.held()) {
        misses.add("seed " + seed + ": " + figure.measured());
      }
    }
    return misses.toString();
  }

  private static String fileName(String caseName) {
    return caseName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-") + ".png";
  }
}
